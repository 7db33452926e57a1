"""A guide as the steps that it asks for: edits of files, and commands with what they say.

Prose says where code goes, at the end of the paragraph above it: ``In `path`, below `line`:``, ``above``, or ``In the
new file `path`:``. A fence ``diff`` changes lines. Commands are fences ``sh``; those in fences ``console`` begin with
``$``, and what they say follows. Where the paragraph above has the word "fails", they must.
"""

import re
import shlex
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from markdown_it import MarkdownIt

FOLDER = Path(__file__).parents[2] / "docs" / "how-to"
PATH = re.compile(r"\b[Ii]n (?:the new file )?`([\w./-]+\.\w+)`")
LINE = re.compile(r"\b(above|below) (the first )?`([^`]+)`:$")
NEW_FILE = re.compile(r"\b[Ii]n the new file `[^`]+`:$")
FAILS = re.compile(r"\bfails\b")


@dataclass(frozen=True, kw_only=True)
class Creation:
    path: str
    text: str

    def edited(self, text):
        assert not text, f"{self.path} is there already"
        return self.text


@dataclass(frozen=True, kw_only=True)
class Insertion:
    path: str
    text: str
    line: str
    """How the line begins that it stands beside."""
    is_below: bool
    is_first: bool
    """There may be more lines like it."""

    def edited(self, text):
        lines = text.splitlines(keepends=True)
        beginning = re.compile(rf"\s*{re.escape(self.line)}(?!\w)")
        places = [number for number, line in enumerate(lines) if beginning.match(line)]
        assert len(places[: 1 if self.is_first else None]) == 1, (
            f"{self.path} has {len(places)} lines that begin with {self.line}"
        )
        lines.insert(places[0] + self.is_below, self.text)
        return "".join(lines)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Lines with what stands around them."""

    path: str
    before: str
    after: str

    def edited(self, text):
        assert text.count(self.before) == 1, f"{self.path} has {text.count(self.before)} times\n{self.before}"
        return text.replace(self.before, self.after)


@dataclass(frozen=True, kw_only=True)
class Command:
    words: tuple[str, ...]
    said: tuple[str, ...]
    """In this order among what it says; ``…`` stands for anything."""
    fails: bool


@dataclass(frozen=True, kw_only=True)
class Step:
    place: str
    """For whoever has to mend the guide."""
    chapter: str
    action: Creation | Insertion | Change | Command


def steps_of(name):
    """Raises ValueError for a fence of which the guide does not say what to do with it."""
    reader = Reader(name)
    tokens = MarkdownIt().parse((FOLDER / name).read_text(encoding="utf-8"))
    return [step for token in tokens for step in reader.read(token)]


class Reader:
    """Goes through a guide, and knows what was said last."""

    def __init__(self, name):
        self.name = name
        self.chapter = self.said = self.path = ""

    def read(self, token):
        if token.type == "inline":
            self.said = token.content.replace("\n", " ")
            self.path = (PATH.findall(self.said) or [self.path])[-1]
        elif token.type == "fence":
            place = f"{self.name}:{token.map[0] + 1}"
            for action in self.actions(token, place):
                yield Step(place=place, chapter=self.chapter, action=action)
        elif token.type == "heading_close":
            self.chapter = self.said

    def actions(self, token, place):
        fails = bool(FAILS.search(self.said))
        if token.info == "sh":
            return commands(token.content.splitlines(), fails=fails)
        if token.info == "console":
            asked = re.split(r"^\$ ", token.content, flags=re.MULTILINE)[1:]
            return [command(part.splitlines(), fails=fails) for part in asked]
        return [self.edit(token, place)]

    def edit(self, token, place):
        if token.info == "diff":
            return change(self.path, token.content.splitlines())
        if NEW_FILE.search(self.said):
            return Creation(path=self.path, text=token.content)
        if found := LINE.search(self.said):
            side, first, line = found.groups()
            return Insertion(
                path=self.path, text=token.content, line=line, is_below=side == "below", is_first=bool(first)
            )
        raise ValueError(f"{place}: say above it where this goes, for example: In `path`, below `line`:")


def change(path, lines):
    before = [line[1:] for line in lines if not line.startswith("+")]
    after = [line[1:] for line in lines if not line.startswith("-")]
    return Change(path=path, before="\n".join([*before, ""]), after="\n".join([*after, ""]))


def commands(lines, *, fails):
    while lines:
        end = end_of_command(lines)
        yield command(lines[:end], fails=fails)
        lines = lines[end:]


def command(lines, *, fails):
    """The rest is what it says."""
    end = end_of_command(lines)
    return Command(words=tuple(shlex.split("\n".join(lines[:end]))), said=tuple(lines[end:]), fails=fails)


def end_of_command(lines):
    """It goes on until its quotation marks are closed."""
    marks = accumulate(line.count('"') for line in lines)
    return next(number for number, count in enumerate(marks, 1) if count % 2 == 0)
