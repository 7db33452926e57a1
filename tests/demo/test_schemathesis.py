"""The API keeps to its own description, whatever it is asked: schemathesis with all its checks, over the sample."""

import subprocess
import sys

from tests.processes import PATIENCE

SECONDS = 45
SEED = 412


def test_no_request_meets_anything_that_the_description_does_not_say(demo, tmp_path):
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{demo.base}/api/v1/openapi.json"]
    options = ["--checks=all", f"--max-time={SECONDS}", f"--seed={SEED}", "--generation-database=none", "--no-color"]

    run = subprocess.run(
        [*command, *options], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False
    )

    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr
