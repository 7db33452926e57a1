"""A worker that is told to end before it listens."""

import signal
import subprocess
import sys

import pytest

from tests.processes import PATIENCE

CHILD = """
import os, signal
from cms.delivery.server import let_children_end

number = {number}
signal.signal(number, lambda *_: None)  # as the parent does, which ends when its children have
os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), number))
let_children_end()
child = os.fork()
if not child:
    os._exit(0)
signal.raise_signal(number)  # the parent goes on hearing
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_child_ends_though_it_was_told_before_it_had_woken_up(number):
    run = subprocess.run(
        [sys.executable, "-c", CHILD.format(number=int(number))],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert run.stdout.strip() == str(-number), run.stderr
