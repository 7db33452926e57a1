"""The Dockerfile as data."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import Template

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Instruction:
    name: str
    text: str

    @property
    def words(self):
        """The arguments without options: of the JSON form, or as the shell would split them."""
        words = json.loads(self.text) if self.text.startswith("[") else shlex.split(self.text)
        return [word for word in words if not word.startswith("--")]

    @property
    def is_from_context(self):
        return self.name == "COPY" and "--from=" not in self.text


@dataclass(frozen=True)
class Stage:
    base: str
    instructions: list[Instruction]

    def all(self, name):
        return [instruction for instruction in self.instructions if instruction.name == name]

    def last(self, name):
        return self.all(name)[-1]

    def environment(self, outer):
        """``outer`` with what the ENV instructions add; a value may name what was there before."""
        environment = dict(outer)
        for word in (word for instruction in self.all("ENV") for word in instruction.words):
            name, value = word.split("=", 1)
            environment[name] = Template(value).safe_substitute(environment)
        return environment

    @property
    def health_check(self):
        """The words of its command."""
        return json.loads(self.last("HEALTHCHECK").text.partition("CMD ")[2])


def read_stages():
    """The stages in order; the last one is the image."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    stages = []
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        name, _, text = line.partition(" ")
        if name == "FROM":
            stages.append(Stage(base=text.split()[0], instructions=[]))
        elif name:
            stages[-1].instructions.append(Instruction(name, text))
    return stages


def copied_files(instruction):
    """Pairs of a file of the context and its path in the image, as one COPY from the context makes them."""
    *sources, target = instruction.words
    is_folder = target.endswith("/")
    for source in (ROOT / name for name in sources):
        start = PurePosixPath(target) / source.name if is_folder else PurePosixPath(target)
        for file in [source] if source.is_file() else source.rglob("*"):
            if file.is_file() and not is_ignored(file.relative_to(ROOT)):
                yield file, start / file.relative_to(source)


def is_ignored(path):
    """Whether .dockerignore leaves this out of the context: of the patterns that match it or its folder, the last."""
    ignored = False
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        pattern = line.removeprefix("!")
        if any(matches(pattern, str(part)) for part in (path, *path.parents)):
            ignored = not line.startswith("!")
    return ignored


def matches(pattern, path):
    expression = re.escape(pattern).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(expression, path) is not None
