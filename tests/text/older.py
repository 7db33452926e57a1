"""An edition as a contract of years ago might have had it: other members, other blocks, other types of values."""

import re

OLD = {
    "type": "procedure",
    "id": "00000000-0000-0000-0000-000000000001",
    "locale": "en",
    "title": {"html": "<p>Old Title</p>"},
    "parking": {"fee": 4, "paid_by": "Grandmother", "notes": ["Level two", {"text": "Bring coins"}]},
    "summary": ["Once a list", "of sentences"],
    "sections": [
        {
            "id": "00000000-0000-0000-0000-000000000002",
            "kind": "what",
            "heading": "What is it?",
            "motto": "Slow and steady",
            "blocks": [
                {
                    "type": "marquee",
                    "id": "00000000-0000-0000-0000-000000000003",
                    "scrolling": "Left to right",
                    "text": {"html": "<p>Blinking <b>text</b></p>"},
                },
                {
                    "type": "criteria",
                    "id": "00000000-0000-0000-0000-000000000004",
                    "must": ["Plain strings then"],
                    "footnote": {"sign": "An asterisk"},
                },
            ],
        }
    ],
}


def texts_in(value, name=""):
    """Every text of a document, found without the code under test."""
    if isinstance(value, dict):
        return [word for member, inner in value.items() if member not in NOT_TEXT for word in texts_in(inner, member)]
    if isinstance(value, list):
        return [word for inner in value for word in texts_in(inner, name)]
    return [re.sub("<[^>]*>", "", value) if name == "html" else str(value)]


NOT_TEXT = {"type", "id", "locale"}
