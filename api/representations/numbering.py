"""Numbers of the items of lists inside lists."""

from api.representations.paragraphs import Paragraph


class ListNumbers:
    """Counts the items of numbered lists as paragraphs go by."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int]] = []
        """Kind and last number of each list that is open, the outermost first."""

    def next(self, paragraph: Paragraph) -> int:
        """The paragraph's number in its list; 0 outside of lists."""
        if paragraph.list_item is None:
            self.open.clear()
            return 0
        del self.open[paragraph.level :]
        while len(self.open) < paragraph.level:
            self.open.append((paragraph.list_item, 0))
        kind, number = self.open[-1]
        number = number + 1 if kind == paragraph.list_item else 1
        self.open[-1] = (paragraph.list_item, number)
        return number
