"""A copy of the checkout that a guide is carried out on: with this one's Python and packages, and databases of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests import typescript
from tests.guides.guide import Change, Command, Creation
from tests.processes import ROOT, environment

EXAMPLE = typescript.EXAMPLE.relative_to(ROOT)
OPTIONS = "-n0 -p no:randomly -p no:cacheprovider --reuse-db"
"""Of pytest, whose database is there already."""
DJANGO = ("manage.py", "pytest")


class Checkout:
    def __init__(self, folder, database):
        self.root = self.folder = folder / "checkout"
        self.output = folder / "output"
        copy_to(self.root)
        self.warm = subprocess.Popen(
            [sys.executable, "-m", "tests.guides.warm"],
            cwd=self.root,
            env=own_environment(database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def carry_out(self, step):
        if not isinstance(step.action, Command):
            edit(self.root / step.action.path, step)
            return
        code, said = self.run(*step.action.words)
        complaint = f"{step.place}: {' '.join(step.action.words)}\n{said}"
        assert bool(code) == step.action.fails, complaint
        assert pattern_of(step.action.said).search(in_one_line(said)), complaint

    def run(self, program, *words):
        """Its exit code, and all that it said."""
        if program == "cd":
            self.folder = self.root / words[0]
            return 0, ""
        if program == "uv" and words[1] in DJANGO:
            return self.run_django(*words[1:])
        if program == "uv":
            program, words = str(Path(sys.executable).with_name(words[1])), words[2:]
        done = typescript.run(program, *words, folder=self.folder)
        return done.returncode, done.stdout + done.stderr

    def run_django(self, program, *words):
        self.warm.stdin.write(json.dumps([program, words, str(self.output)]) + "\n")
        self.warm.stdin.flush()
        return int(self.warm.stdout.readline()), self.output.read_text(encoding="utf-8")

    def changed(self):
        """The files that are not as they were, and those that are new."""
        return {
            *git("diff", "--name-only", folder=self.root),
            *git("ls-files", "-o", "--exclude-standard", folder=self.root),
        }

    def close(self):
        self.warm.stdin.close()
        self.warm.wait()
        self.warm.stdout.close()


def copy_to(folder):
    """With a git of its own, which knows what is changed."""
    for name in git("ls-files", "--cached", "--others", "--exclude-standard", folder=ROOT):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git("init", "--quiet", folder=folder)
    git("add", "--all", folder=folder)
    (folder / EXAMPLE / typescript.PACKAGES).symlink_to(typescript.compiled_example() / typescript.PACKAGES)


def git(*words, folder):
    """The lines that it says."""
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout.splitlines()


def own_environment(database):
    """Nothing of the tests that are running."""
    given = environment("cms.settings.test", database=database)
    kept = {name: value for name, value in given.items() if not name.startswith("PYTEST_")}
    return kept | {"PYTEST_ADDOPTS": OPTIONS}


def edit(path, step):
    text = "" if isinstance(step.action, Creation) else path.read_text(encoding="utf-8")
    path.write_text(edited(text, step), encoding="utf-8")


def edited(text, step):
    """Refuses what the guide says of a file when that is not so."""
    action = step.action
    if isinstance(action, Creation):
        return action.text
    if isinstance(action, Change):
        assert text.count(action.before) == 1, f"{step.place}: these lines are not in {action.path}, or more than once"
        return text.replace(action.before, action.after)
    lines = text.splitlines(keepends=True)
    beginning = re.compile(rf"\s*{re.escape(action.line)}(?!\w)")
    places = [number for number, line in enumerate(lines) if beginning.match(line)]
    assert places and (action.is_first or len(places) == 1), f"{step.place}: {action.path} has {len(places)} such lines"
    at = places[0] + action.is_below
    return "".join([*lines[:at], action.text, *lines[at:]])


def pattern_of(said):
    parts = [re.escape(part) for part in in_one_line("…".join(said)).split("…")]
    return re.compile(".*".join(parts))


def in_one_line(text):
    return " ".join(text.split())
