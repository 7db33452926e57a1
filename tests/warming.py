"""Programs of the project, begun in milliseconds: one Python loads it for all of them (``tests/warm.py``)."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


class Warm:
    """In this checkout, with these variables."""

    def __init__(self, root, variables):
        self.is_loaded = False
        command = [sys.executable, "-m", "tests.warm"]
        piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=root, env=variables, **piped)

    def run(self, program, *words):
        """What became of it."""
        if not self.is_loaded:
            self._call()
            self.is_loaded = True
        with tempfile.TemporaryDirectory() as folder:
            said, complaints = (Path(folder, name) for name in ("said", "complaints"))
            code = self._call(program, words, str(said), str(complaints))
            return subprocess.CompletedProcess([program, *words], code, said.read_text(), complaints.read_text())

    def _call(self, *words):
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
