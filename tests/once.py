"""What one of the processes that test side by side makes for all of them."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from cms.postgres.locks import FileLock

FOLDER = Path(os.environ["HOSPITAL_TEST_DATA"])
"""Theirs, for one run of the tests: ``cms/settings/test.py`` makes it."""


@contextmanager
def alone(name):
    """No other process meanwhile does what has this name."""
    with FileLock(FOLDER / f"{name}.lock") as lock:
        lock.acquire()
        yield


def made_once(name, make):
    """The folder that ``make`` filled for whoever asked first. Nobody may change what is in it."""
    folder, unfinished = FOLDER / name, FOLDER / f"{name}.unfinished"
    with alone(name):
        if not folder.exists():
            shutil.rmtree(unfinished, ignore_errors=True)  # of somebody who failed
            make(unfinished)
            unfinished.rename(folder)
    return folder
