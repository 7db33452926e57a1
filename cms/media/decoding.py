"""Takes in a picture: a small one here, a large one in a program of its own, whose memory is bounded.

A picture of fifty million pixels takes some hundred megabytes while it is decoded, and the process that did so would
keep them. So the program ends with it. One at a time, because two would take twice as much.
"""

import io
import json
import resource
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import IO

from cms.media.pictures import PictureError, Prepared, check, prepare, read_header, unreadable

HERE = 4_000_000
"""Pixels that are decoded in the process itself: starting another takes longer."""
MEMORY = 1 << 30
"""Bytes of address space that the program may take, its libraries included."""
PATIENCE = 120
"""Seconds until a picture is given up."""
ROOT = Path(__file__).parents[2]

_one_at_a_time = Lock()


def take_in(file: IO[bytes], *, name: str) -> Prepared:
    """What is kept of an uploaded file. Raise PictureError, with what an editor can do."""
    header = read_header(file, name=name)
    check(header, name=name)
    return prepare(file, name=name) if header.pixels <= HERE else prepare_elsewhere(file, name=name)


def prepare_elsewhere(file: IO[bytes], *, name: str) -> Prepared:
    file.seek(0)
    try:
        with _one_at_a_time:
            done = subprocess.run(
                [sys.executable, "-m", __name__, name],
                input=file.read(),
                capture_output=True,
                timeout=PATIENCE,
                cwd=ROOT,
                check=True,
            )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise unreadable(name) from error
    head, _, content = done.stdout.partition(b"\n")
    said: dict[str, str] = json.loads(head)
    if "problem" in said:
        raise PictureError(said["problem"])
    return Prepared(content=content, extension=said["extension"], placeholder=said["placeholder"])


def main() -> None:
    """The program: the file comes in, a line of JSON and the file that is kept go out."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        prepared = prepare(io.BytesIO(sys.stdin.buffer.read()), name=sys.argv[1])
    except PictureError as error:
        answer({"problem": str(error)})
    else:
        answer({"extension": prepared.extension, "placeholder": prepared.placeholder}, prepared.content)


def answer(said: dict[str, str], content: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
