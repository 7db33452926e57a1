"""Portable Text, as its specification says (https://github.com/portabletext/portabletext).

``@portabletext/to-html`` and its like draw it; the marks ``sup``, ``sub`` and ``abbr``, and the member ``document`` of
links, need components of the front end's own. Keys follow the order of the text: the same text has the same keys.
"""

from collections.abc import Iterable

from api.text.rich_text import Mark, Paragraph, read_paragraphs

DEFINED = {"a", "abbr"}
"""Marks with a definition of their own. The others are named where they stand."""


def to_portable_text(html: str) -> list[dict[str, object]]:
    return [block(paragraph, key=f"b{index}") for index, paragraph in enumerate(read_paragraphs(html))]


def block(paragraph: Paragraph, *, key: str) -> dict[str, object]:
    marks = [mark for run in paragraph.runs for mark in run.marks if mark.tag in DEFINED]
    keys = {mark: f"{key}m{index}" for index, mark in enumerate(dict.fromkeys(marks))}
    written: dict[str, object] = {
        "_type": "block",
        "_key": key,
        "style": paragraph.style,
        "children": [
            {
                "_type": "span",
                "_key": f"{key}s{index}",
                "text": run.text,
                "marks": names(run.marks, keys),
            }
            for index, run in enumerate(paragraph.runs)
        ],
        "markDefs": [definition(mark, key=mark_key) for mark, mark_key in keys.items()],
    }
    if paragraph.list_item is not None:
        written |= {"listItem": paragraph.list_item, "level": paragraph.level}
    return written


def names(marks: Iterable[Mark], keys: dict[Mark, str]) -> list[str]:
    """Each once: a mark inside a mark of its own kind says nothing new."""
    return list(dict.fromkeys(keys.get(mark, mark.tag) for mark in marks))


def definition(mark: Mark, *, key: str) -> dict[str, object]:
    if mark.tag == "abbr":
        return {"_type": "abbr", "_key": key, "title": mark.title}
    linked = {"type": mark.document_type, "id": mark.document_id} if mark.document_id else None
    return {"_type": "link", "_key": key, "href": mark.href, "document": linked}
