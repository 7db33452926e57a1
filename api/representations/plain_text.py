"""Plain text that reads well: for text messages, speech, and search."""

from collections.abc import Sequence

from api.text.rich_text import Mark, Paragraph, Run, read_paragraphs

RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def to_plain_text(html: str) -> str:
    """Paragraphs with an empty line between them, items of a list each on a line of its own."""
    lines: list[str] = []
    previous: Paragraph | None = None
    for paragraph in read_paragraphs(html):
        is_list_going_on = previous is not None and previous.list_item and paragraph.list_item
        if previous is not None and not is_list_going_on:
            lines.append("")
        lines.append(line(paragraph, paragraph.number))
        previous = paragraph
    return "\n".join(lines)


def line(paragraph: Paragraph, number: int) -> str:
    text = words(paragraph.runs)
    if paragraph.list_item is None:
        return text
    margin = "  " * (paragraph.level - 1)
    marker = f"{number}. " if paragraph.list_item == "number" else "- "
    return margin + marker + text.replace("\n", "\n" + margin + " " * len(marker))


def words(runs: Sequence[Run]) -> str:
    """Links and abbreviations are followed by what they mean, once each is over."""
    written = []
    for index, run in enumerate(runs):
        following = runs[index + 1].marks if index + 1 < len(runs) else ()
        written.append(positioned(run))
        written += [meaning(mark, runs) for mark in reversed(run.marks) if mark not in following]
    return "".join(written)


def positioned(run: Run) -> str:
    """10³ is not 103: superscripts and subscripts stay told apart, with ^ and _ where Unicode has no such letter."""
    tags = {mark.tag for mark in run.marks}
    if "sup" in tags:
        return moved(run.text, RAISED, "^")
    return moved(run.text, LOWERED, "_") if "sub" in tags else run.text


def moved(text: str, letters: dict[int, int], sign: str) -> str:
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def meaning(mark: Mark, runs: Sequence[Run]) -> str:
    if mark.tag == "abbr":
        return f" ({mark.title})" if mark.title else ""
    if mark.tag != "a" or mark.href.startswith("#"):
        return ""
    address = mark.href.removeprefix("mailto:").removeprefix("tel:").replace(";ext=", " ext. ")
    shown = "".join(run.text for run in runs if mark in run.marks)
    return "" if shown.strip() == address else f" ({address})"
