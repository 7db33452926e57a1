"""The API keeps to its own description, whatever it is asked: schemathesis with all its checks, over the sample."""

import json
import subprocess
import sys

from api.parameters.describing import INSIDE
from tests.processes import PATIENCE, get

DRAWN = 2
"""Cases by chance for each operation, besides the thousands that follow from the description."""
SEED = 412
AT_ONCE = 4
"""Requests: each alone waits for the next most of the time."""


def sharper(description):
    """No pattern says which members a member has, so requests take what the examples of ``fields`` have in brackets.

    Nor is it said how long ``fields`` may be: looking by chance for words of exactly that length takes minutes.
    Which languages a hospital publishes in is in its examples, as the list may grow any day.
    """
    operations = [operation for path in description["paths"].values() for operation in path.values()]
    for parameter in (each for operation in operations for each in operation.get("parameters", ())):
        schema = parameter["schema"]
        if parameter["name"] == "locale":
            one = schema.get("items", schema)
            one["enum"] = one["examples"]
        if parameter["name"] != "fields":
            continue
        del schema["maxLength"]
        if INSIDE in schema["pattern"]:
            plain = schema | {"pattern": schema["pattern"].replace(INSIDE, "")}
            parameter["schema"] = {"anyOf": [plain, {"type": "string", "enum": schema["examples"]}]}
    return description


def test_no_request_meets_anything_that_the_description_does_not_say(demo, tmp_path):
    description = tmp_path / "openapi.json"
    description.write_text(json.dumps(sharper(get(f"{demo.base}/api/v1/openapi.json").json())))
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(description), f"--url={demo.base}", "--no-color"]
    options = [
        "--checks=all",
        f"--max-examples={DRAWN}",
        f"--seed={SEED}",
        f"--workers={AT_ONCE}",
        "--generation-database=none",
    ]

    run = subprocess.run(
        [*command, *options], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False
    )

    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr
