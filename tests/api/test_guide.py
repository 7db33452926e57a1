"""The guide's client of the change feed does what the guide says."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from api.models import Document
from tests.api.appending import procedure, publish, specialty, withdraw

GUIDE = Path(__file__).parents[2] / "docs" / "front-end-guide.md"


@pytest.fixture
def client_of_the_guide(live_server, settings):
    """The names its code defines."""
    [code] = re.findall(r"```python\n(import httpx\n.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    names, settings.API_BASE_URL = {}, live_server.url
    exec(code.replace("http://localhost:8000", live_server.url), names)  # noqa: S102
    yield names
    connections.close_all()


def live():
    rows = Document.objects.values_list("type", "document_id", "locale", "edition_id")
    return {(kind, str(document_id), locale): number for kind, document_id, locale, number in rows}


def held(client):
    return {document: body["edition"]["number"] for document, body in client["held"].items()}


def test_client_of_the_guide_holds_what_is_live(client_of_the_guide):
    client = client_of_the_guide
    kept, gone = procedure("kept"), procedure("gone")
    for content in (kept, gone, specialty(), procedure("es", locale="es")):
        publish(content)
    client["catch_up"]()
    assert held(client) == live()

    withdraw(gone)
    publish(kept.model_copy(update={"slug": "kept-elsewhere", "title": "New"}))
    publish(procedure("late"))
    client["catch_up"]()

    assert held(client) == live()
    assert not client["wanted"]


def test_client_of_the_guide_starts_again_after_a_restore(client_of_the_guide):
    client = client_of_the_guide
    publish(procedure())
    client["catch_up"]()
    client["held"]["of the time after the backup"] = {"edition": {"number": 7}}
    call_command("renew_feed")

    client["catch_up"]()

    assert held(client) == live()
