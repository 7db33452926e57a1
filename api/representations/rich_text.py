"""Rich text in the form that a reader asks for, wherever it stands in an answer."""

from collections.abc import Callable
from typing import Literal

from api.contract.values import HtmlText, RichText
from api.representations.markdown import to_markdown
from api.representations.plain_text import to_plain_text
from api.representations.portable_text import to_portable_text

RichTextForm = Literal["html", "portable-text", "markdown", "text"]

WRITERS: dict[RichTextForm, tuple[str, Callable[[str], object]]] = {
    "portable-text": ("portable_text", to_portable_text),
    "markdown": ("markdown", to_markdown),
    "text": ("text", to_plain_text),
}
"""The member that holds the form, and what makes it of HTML."""


def with_rich_text(value: object, form: RichTextForm) -> object:
    """The value, anything JSON can say, with every rich text in it in the form. What was given is not changed."""
    if form == "html":
        return value
    if isinstance(value, list):
        return [with_rich_text(item, form) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("format") == "html" and "html" in value:
        return rewritten(value["html"], form)
    return {name: with_rich_text(member, form) for name, member in value.items()}


def rewritten(html: str, form: RichTextForm) -> dict[str, object]:
    """As the contract's ``RichText`` in that form."""
    member, write = WRITERS[form]
    return {"format": form, member: write(html)}


def html_of(text: RichText) -> str:
    """What is stored is HTML: the other forms are made when it is read."""
    if not isinstance(text.root, HtmlText):
        raise TypeError(f"Rich text in the form {text.root.format!r} is not what publishing stores.")
    return text.root.html
