"""The project's own words in Spanish, as its files hold them."""

import gettext
import re
import shutil
import subprocess
import sys
from ast import literal_eval
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ("cms", "procedures")
WAGTAILS = "cms/wagtail_words"
"""What Wagtail's own catalogues lack."""
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)[sd]|%[sd]")
LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d])?) (".*")')


@dataclass(frozen=True)
class Entry:
    context: str
    msgid: str
    plural: str
    said: tuple[str, ...]
    is_fuzzy: bool

    @property
    def pairs(self):
        """What is said, and instead of what."""
        originals = (self.msgid, self.plural) if self.plural else (self.msgid,)
        return list(zip(originals, self.said, strict=True))


def file_of(app, suffix="po"):
    return ROOT / app / "locale" / "es" / "LC_MESSAGES" / f"django.{suffix}"


@cache
def entries(path):
    return [entry for block in path.read_text().split("\n\n") if (entry := entry_of(block)).msgid]


def entry_of(block):
    texts, name = {}, ""
    for line in block.splitlines():
        if match := LINE.fullmatch(line):
            name = match[1]
            texts[name] = literal_eval(match[2])
        elif line.startswith('"'):
            texts[name] += literal_eval(line)
    said = tuple(text for name, text in texts.items() if name.startswith("msgstr"))
    flags = [line for line in block.splitlines() if line.startswith("#,")]
    return Entry(
        texts.get("msgctxt", ""),
        texts.get("msgid", ""),
        texts.get("msgid_plural", ""),
        said,
        "fuzzy" in " ".join(flags),
    )


def all_entries():
    return [entry for app in APPS for entry in entries(file_of(app))]


def extracted(folder):
    """What is marked in the code now: by app, in the order of its file."""
    for app in APPS:
        shutil.copytree(ROOT / app, folder / app, ignore=shutil.ignore_patterns("*.pyc", "words", "migrations"))
    for name in ("manage.py", "api"):
        (folder / name).symlink_to(ROOT / name)
    for app in APPS:
        (folder / app / "locale" / "es" / "LC_MESSAGES" / "django.po").unlink()
    subprocess.run(
        [sys.executable, "manage.py", *["makemessages", "-l", "es", "--no-wrap", "--no-location", "--ignore", "api"]],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return {app: entries(folder / app / "locale" / "es" / "LC_MESSAGES" / "django.po") for app in APPS}


def compiled(app):
    with file_of(app, "mo").open("rb") as file:
        return gettext.GNUTranslations(file)
