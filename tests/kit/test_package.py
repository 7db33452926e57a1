"""The kit for front ends: made of the contract, and what it draws says all that a block says."""

import json
import subprocess
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from api.contract.base import VERSION
from api.contract.blocks import Block
from api.text.walker import passages_of
from cms.webhooks.signing import new_secret, signed_headers
from tests import typescript
from tests.processes import PATIENCE

pytestmark = pytest.mark.slow

FIXTURES = {path.stem: json.loads(path.read_text("utf-8")) for path in (typescript.KIT / "fixtures").glob("*.json")}
DRAW = """
import { drawBlock } from "./dist/blocks/index.js";
import { readFileSync } from "node:fs";
const blocks = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(blocks.map((block) => drawBlock(block, { locale: "en", headingLevel: 3 }))));
"""


SAID_BESIDE = ("target.document.title", "condition.title", "photo.alt", "photo.credit", "poster.alt")
"""Of what is linked by other words, and of pictures beside a name that says the same."""


def package(folder):
    return json.loads((folder / "package.json").read_text("utf-8"))


def test_what_the_kit_has_of_the_contract_is_current():
    call_command("export_kit", check=True)

    assert package(typescript.KIT)["version"] == VERSION


def test_kit_is_built_with_the_tools_of_the_example():
    """So the tests install them once."""
    tools, example = package(typescript.KIT)["devDependencies"], package(typescript.EXAMPLE)["devDependencies"]

    assert tools.items() <= example.items()
    assert "dependencies" not in package(typescript.KIT)


def test_lock_files_name_no_registry():
    locks = [json.loads(path.read_text("utf-8")) for path in typescript.EXAMPLES.glob("**/package-lock.json")]

    resolved = [package.get("resolved", "") for lock in locks for package in lock["packages"].values()]
    assert [address for address in resolved if "://" in address] == []


def test_tests_of_the_kit_pass():
    done = typescript.run("node", "--test", "tests/", folder=typescript.built_kit())

    assert done.returncode == 0, done.stdout


def test_kit_that_misses_a_block_does_not_compile(tmp_path):
    openapi = json.loads((typescript.built_kit() / "openapi.json").read_text("utf-8"))
    schemas = openapi["components"]["schemas"]
    member = {"type": {"type": "string", "const": "novelty"}, "id": {"type": "string"}, "fallback": {"type": "string"}}
    schemas["NoveltyBlock"] = {"type": "object", "properties": member, "required": list(member)}
    schemas["Block"]["oneOf"].append({"$ref": "#/components/schemas/NoveltyBlock"})
    schemas["Block"]["discriminator"]["mapping"]["novelty"] = "#/components/schemas/NoveltyBlock"

    checked = typescript.kit_against(json.dumps(openapi), tmp_path / "kit")

    assert checked.returncode != 0
    assert "Property 'novelty' is missing" in checked.stdout


@pytest.fixture(scope="module")
def drawn():
    """HTML of each fixture, by block and state."""
    places = [(name, state) for name, states in FIXTURES.items() for state in states]
    blocks = json.dumps([FIXTURES[name][state] for name, state in places])
    folder = typescript.built_kit()
    done = typescript.run("node", "--input-type=module", "--eval", DRAW, folder=folder, input=blocks)
    assert done.returncode == 0, done.stderr
    return dict(zip(places, json.loads(done.stdout), strict=True))


def said_by(block):
    """Words of a block in the contract's own reading of it."""
    texts = []
    for passage in passages_of(Block.model_validate(block).root):
        if ".".join(part for part in passage.path if isinstance(part, str)).endswith(SAID_BESIDE):
            continue
        texts += [passage.words] if not passage.html else [run.text for part in passage.paragraphs for run in part.runs]
    return [" ".join(text.split()) for text in texts if text.strip()]


@pytest.mark.parametrize("name", sorted(FIXTURES.keys() - {"unknown"}))
def test_no_word_of_a_block_is_lost_in_any_state(name, drawn):
    for state, block in FIXTURES[name].items():
        html = BeautifulSoup(drawn[name, state], "html.parser")
        shown = " ".join([html.get_text(), *(picture["alt"] for picture in html.find_all("img"))])
        shown = " ".join(shown.split())
        assert [text for text in said_by(block) if text not in shown] == [], state


def test_nothing_that_editors_write_becomes_an_element(drawn):
    for name, states in FIXTURES.items():
        if "signs_of_html" in states:
            html = BeautifulSoup(drawn[name, "signs_of_html"], "html.parser")
            assert html.find_all(["script", "b"]) == [], name


VERIFY = """
import { verifyWebhook } from "./dist/index.js";
import { webcrypto } from "node:crypto";
const [secret, headers, body] = JSON.parse(process.argv[1]);
const { message } = await verifyWebhook({ secret, headers, body, crypto: webcrypto });
console.log(message.type);
"""


def test_message_that_the_hospital_signed_is_verified():
    secret, body = new_secret(), '{"type":"endpoint.test","data":{"note":"Säure"}}'
    headers = signed_headers("msg_1", body.encode(), keys=[new_secret(), secret], now=datetime.now(UTC))
    given = json.dumps([secret, headers, body])
    node = typescript.command("node", "--input-type=module", "--eval", VERIFY, given)

    done = subprocess.run(
        node, cwd=typescript.built_kit(), capture_output=True, text=True, timeout=PATIENCE, check=False
    )

    assert done.stdout == "endpoint.test\n", done.stderr
