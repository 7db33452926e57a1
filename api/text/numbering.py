"""Numbers of the items of lists inside lists."""

from typing import Literal

ListKind = Literal["bullet", "number"]


class ListNumbers:
    """Counts the items of lists as paragraphs go by."""

    def __init__(self) -> None:
        self.open: list[tuple[ListKind, int]] = []
        """Kind and last number of each list that is open, the outermost first."""

    def next(self, kind: ListKind | None, *, level: int) -> int:
        """The number of the next paragraph in its list; 0 outside of lists."""
        if kind is None:
            self.open.clear()
            return 0
        del self.open[level:]
        while len(self.open) < level:
            self.open.append((kind, 0))
        last, number = self.open[-1]
        number = number + 1 if last == kind else 1
        self.open[-1] = (kind, number)
        return number
