"""The kit for front ends: made of the contract, and what it draws says all that a block says."""

import json
import subprocess
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from api.contract.base import VERSION
from api.contract.blocks import Block
from api.openapi.released import newest
from api.text.walker import passages_of
from api.views.contract import OPENAPI_FILE
from cms.webhooks.signing import new_secret, signed_headers
from tests import typescript
from tests.processes import PATIENCE

pytestmark = pytest.mark.slow

FIXTURES = {path.stem: json.loads(path.read_text("utf-8")) for path in (typescript.KIT / "fixtures").glob("*.json")}
CARDS = json.loads((typescript.KIT / "fixtures" / "cards" / "document.json").read_text("utf-8"))
PLACES = [(name, state) for name, states in FIXTURES.items() for state in states]
DRAW = """
import { drawBlock, drawCard } from "./dist/blocks/index.js";
import { readFileSync } from "node:fs";
const { blocks, cards } = JSON.parse(readFileSync(0, "utf8"));
const unknown = [];
const options = { locale: "en", headingLevel: 3, onUnknown: ({ type }) => unknown.push(type) };
const drawn = blocks.map((block) => drawBlock(block, options));
console.log(JSON.stringify({ drawn, unknown, cards: cards.map((card) => drawCard(card, options)) }));
"""


SAID_BESIDE = (
    "target.document.title",
    "condition.title",
    "clinicians.image.alt",
    "clinicians.image.credit",
    "poster.alt",
)
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


def test_packed_it_is_whole_without_the_checkout(tmp_path):
    typescript.run("npm", "pack", typescript.built_kit(), folder=tmp_path)
    [packed] = tmp_path.glob("*.tgz")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    typescript.run("npm", "install", "--offline", "--no-audit", packed, folder=tmp_path)
    entries = [name for name in package(typescript.KIT)["exports"] if "*" not in name and name != "./react"]
    asked = ", ".join(f'import("hospital-content{name[1:]}")' for name in entries)

    done = typescript.run("node", "--input-type=module", "--eval", f"await Promise.all([{asked}])", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    installed = tmp_path / "node_modules" / "hospital-content"
    assert (installed / "styles" / "blocks.css").exists()
    assert (installed / "fixtures" / "unknown.json").exists()


def test_tests_of_the_kit_pass():
    folder = typescript.built_kit()
    done = typescript.run("node", "--test", *sorted(folder.glob("tests/*.test.js")), folder=folder)

    assert done.returncode == 0, done.stdout


def test_every_block_of_the_released_contract_has_a_look_of_its_own(looks):
    """One that is not released yet may be drawn by its fallback."""
    released = json.loads((newest() or OPENAPI_FILE).read_text("utf-8"))["components"]["schemas"]["Block"][
        "discriminator"
    ]["mapping"]

    assert "novelty" in looks["unknown"]
    assert released.keys() & {*looks["unknown"]} == set()
    assert released.keys() <= FIXTURES.keys()


@pytest.fixture(scope="module")
def looks():
    """``drawn``, the HTML of each of ``PLACES``; that of ``cards``; which types were ``unknown`` to the kit."""
    given = json.dumps({"blocks": [FIXTURES[name][state] for name, state in PLACES], "cards": list(CARDS.values())})
    folder = typescript.built_kit()
    done = typescript.run("node", "--input-type=module", "--eval", DRAW, folder=folder, input=given)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def drawn(looks):
    """HTML of each fixture, by block and state."""
    return dict(zip(PLACES, looks["drawn"], strict=True))


def said_by(block):
    """Words of a block in the contract's own reading of it."""
    texts = []
    line = block.get("contact") or {}
    if line.get("opening_hours"):  # a table says what `hours` does but for the note
        block, texts = {**block, "contact": {**line, "hours": None}}, [line["hours_note"]]
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


def test_cards_lose_no_word_of_a_card_in_any_state(looks):
    for (state, card), drawn in zip(CARDS.items(), looks["cards"], strict=True):
        shown = " ".join(BeautifulSoup(drawn, "html.parser").get_text().split())
        assert card["title"] in shown, state
        assert (card["summary"] or "") in shown, state


def test_nothing_that_editors_write_becomes_an_element(drawn, looks):
    for name, states in FIXTURES.items():
        if "signs_of_html" in states:
            html = BeautifulSoup(drawn[name, "signs_of_html"], "html.parser")
            assert html.find_all(["script", "b"]) == [], name
    card = looks["cards"][list(CARDS).index("signs_of_html")]
    assert BeautifulSoup(card, "html.parser").find_all(["script", "b"]) == []


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
