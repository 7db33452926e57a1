"""The contract's rich text as plain lines."""

from collections.abc import Iterator
from html.parser import HTMLParser

KINDS = {"p": (), "li": ("list item",), "h4": ("heading",), "h5": ("heading",)}
"""Label of what stands in a tag; a paragraph needs none where its place says enough."""


def text_lines(html: str) -> list[tuple[tuple[str, ...], str]]:
    """Label and text of each paragraph, heading and list item, in order."""
    reader = LineReader()
    reader.feed(html)
    reader.close()
    return list(reader.lines())


def text_of(html: str) -> str:
    """All of it in one line."""
    return " ".join(text for _, text in text_lines(html))


class LineReader(HTMLParser):
    """A link is followed by its address, because where it leads is part of what it says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[tuple[tuple[str, ...], list[str]]] = [((), [])]
        self.open: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in KINDS:
            self.open.append(tag)
            self.begin()
        elif tag == "br":
            self.handle_data(" ")
        elif tag == "a":
            self.targets.append(given.get("href") or "")
        elif tag == "abbr":
            self.targets.append(given.get("title") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in KINDS and tag in self.open:
            while self.open.pop() != tag:
                pass
            self.begin()
        elif tag in ("a", "abbr") and self.targets and (target := self.targets.pop()):
            self.handle_data(f" ({target})")

    def handle_data(self, data: str) -> None:
        self.read[-1][1].append(data)

    def begin(self) -> None:
        """A new line, labelled by what is open; a paragraph in a list item is part of the item."""
        named = [KINDS[tag] for tag in self.open if KINDS[tag]]
        self.read.append((named[-1] if named else (), []))

    def lines(self) -> Iterator[tuple[tuple[str, ...], str]]:
        for label, pieces in self.read:
            if text := " ".join("".join(pieces).split()):
                yield label, text
