"""A copy of the checkout that a guide is carried out on: with the Python and the packages of this one."""

import re
import shutil
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import psycopg

from api.views.contract import OPENAPI_FILE
from tests import typescript
from tests.guides.guide import Command
from tests.processes import ROOT, database_url, environment
from tests.warming import Warm

OPENAPI = str(OPENAPI_FILE.relative_to(ROOT))
"""Written by a command."""
EXAMPLE = typescript.EXAMPLE.relative_to(ROOT)
OPTIONS = "-n0 -p no:randomly -p no:cacheprovider --reuse-db"
"""Of pytest, whose database is there already."""
DJANGO = ("manage.py", "pytest")


class Checkout:
    def __init__(self, folder, database):
        self.root = self.folder = folder.resolve() / "checkout"
        self.database = database
        copy_to(self.root)
        self.warm = Warm(self.root, own_environment(database))

    def carry_out(self, steps):
        for step in steps:
            try:
                self.do(step.action)
            except AssertionError as error:
                error.add_note(f"Asked by {step.place}.")
                raise

    def do(self, action):
        if isinstance(action, Command):
            code, said = self.run(*action.words)
            assert bool(code) == action.fails, said
            assert pattern_of(action.said).search(in_one_line(said)), said
            return
        file = self.root / action.path
        file.write_text(action.edited(file.read_text() if file.exists() else ""))
        if action.path.endswith(".py"):
            self.warm.is_loaded = False

    def run(self, program, *words):
        """Its exit code, and all that it said."""
        if program == "cd":
            self.folder = (self.folder / words[0]).resolve()
            assert self.folder.is_relative_to(self.root)
            return 0, ""
        if program == "uv" and words[1] in DJANGO:
            done = self.warm.run(*words[1:])
        else:
            if program == "uv":
                program, words = str(Path(sys.executable).with_name(words[1])), words[2:]
            done = typescript.run(program, *words, folder=self.folder)
        return done.returncode, done.stdout + done.stderr

    def changed(self):
        """The files that are not as they were, and those that are new."""
        return {
            *git("diff", "--name-only", folder=self.root),
            *git("ls-files", "-o", "--exclude-standard", folder=self.root),
        }

    def ask(self, statement):
        """The first row of its database's answer."""
        with psycopg.connect(database_url(self.database)) as connection:
            return connection.execute(statement).fetchone()

    def close(self):
        self.warm.close()


def copy_to(folder):
    """With a git of its own, which knows what is changed."""
    names = git("ls-files", "--cached", "--others", "--exclude-standard", folder=ROOT)
    compiled = [str(Path(cache_from_source(name))) for name in names if name.endswith(".py")]
    for name in filter(lambda name: (ROOT / name).exists(), [*names, *compiled]):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    (folder / EXAMPLE / typescript.PACKAGES).symlink_to(typescript.compiled_example() / typescript.PACKAGES)
    git("init", "--quiet", folder=folder)
    git("add", "--all", folder=folder)


def git(*words, folder):
    """The lines that it says."""
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout.splitlines()


def own_environment(database):
    """Nothing of the tests that are running."""
    given = environment("cms.settings.test", database=database)
    kept = {name: value for name, value in given.items() if not name.startswith("PYTEST_")}
    return kept | {"PYTEST_ADDOPTS": OPTIONS}


def pattern_of(said):
    parts = [re.escape(part) for part in in_one_line("…".join(said)).split("…")]
    return re.compile(".*".join(parts))


def in_one_line(text):
    return " ".join(text.split())
