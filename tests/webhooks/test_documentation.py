"""The code that the documentation gives to receivers works as it stands there."""

import json
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cms.webhooks.signing import new_secret, signed_headers
from tests.processes import PATIENCE
from tests.typescript import command

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "receive-webhooks.md"
BODY = '{"type":"edition.published","data":{"title":"Säure"}}'.encode()
NODE = """
import { verify } from "./receiver.mjs";
const [secret, headers, body] = JSON.parse(process.argv[2]);
process.stdout.write(JSON.stringify(verify(secret, headers, Buffer.from(body, "base64"))));
"""


def example(language):
    return re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL).group(1)


def verify_in_python(folder, secret, headers, body):
    names = {}
    exec(example("python"), names)  # noqa: S102
    return names["verify"](secret, headers, body)


def verify_in_node(folder, secret, headers, body):
    import base64

    (folder / "receiver.mjs").write_text(example("javascript"), encoding="utf-8")
    (folder / "run.mjs").write_text(NODE, encoding="utf-8")
    given = json.dumps([secret, headers, base64.b64encode(body).decode()])
    node = command("node", "run.mjs", given)
    done = subprocess.run(node, cwd=folder, capture_output=True, text=True, check=True, timeout=PATIENCE)
    return json.loads(done.stdout)


@pytest.mark.parametrize("verify", [verify_in_python, verify_in_node])
def test_example_accepts_what_the_hospital_sent_and_nothing_else(verify, tmp_path):
    old, new, foreign = new_secret(), new_secret(), new_secret()
    now = datetime.now(UTC)
    headers = signed_headers("msg_1", BODY, keys=[new, old], now=now)

    for secret in (old, new):
        assert verify(tmp_path, secret, headers, BODY) == json.loads(BODY)
    late = signed_headers("msg_1", BODY, keys=[new], now=now - timedelta(minutes=6))
    assert verify(tmp_path, foreign, headers, BODY) is None
    assert verify(tmp_path, new, headers, BODY + b" ") is None
    assert verify(tmp_path, new, headers | {"webhook-id": "msg_2"}, BODY) is None
    assert verify(tmp_path, new, late, BODY) is None
    assert verify(tmp_path, new, {}, BODY) is None
