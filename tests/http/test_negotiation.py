"""Which form a client gets by ``Accept``, and which language by a tag."""

import pytest

from api.http.negotiation import chosen
from api.parameters.values import looked_up

JSON, MARKDOWN = "application/json", "text/markdown"
PARTIAL = "application/vnd.hospital-content.partial+json"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/json", JSON),
        ("application/json; charset=utf-8", JSON),
        ('application/json; profile="https://schemas.example/x,y"; q=0.9', JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        ("text/markdown; charset=UTF-8", MARKDOWN),
        ("application/json;q=0.1, text/*;q=0.2", MARKDOWN),
        ("application/json;q=0, */*", MARKDOWN),
        ("text/markdown;q=0, text/*", None),
        ("*/*;q=0", None),
        ("text/html", None),
        ("what is this", JSON),
    ],
)
def test_client_gets_what_it_likes_best(accept, media_type):
    assert chosen(accept, ((JSON, PARTIAL), (MARKDOWN,))) == media_type


@pytest.mark.parametrize(
    ("accept", "whole", "partial"),
    [
        ("application/json", JSON, PARTIAL),
        (PARTIAL, JSON, PARTIAL),
        ("application/json;q=0, */*", None, PARTIAL),
        (f"{PARTIAL};q=0, */*", JSON, None),
        ("application/*;q=0, */*", None, None),
        ("application/problem+json", None, None),
    ],
)
def test_json_is_asked_for_by_both_its_names_and_refused_by_its_own(accept, whole, partial):
    assert chosen(accept, ((JSON, PARTIAL),)) == whole
    assert chosen(accept, ((PARTIAL, JSON),)) == partial


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-MX", "es"),
        ("ES-419", "es"),
        ("pt", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("pt-BR-x-old", "pt-BR"),
        ("zh-Hant", None),
        ("e", None),
    ],
)
def test_language_is_looked_up_by_rfc_4647(tag, language):
    expected = None if tag == "pt" else language  # a tag is made shorter, never longer

    assert looked_up(tag, ("en", "es", "pt-BR")) == expected
