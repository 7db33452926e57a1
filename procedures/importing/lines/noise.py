"""Lines of a page's frame that are no content: page numbers, pager words, breadcrumbs, repeated headers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from procedures.importing.headings.meaning import classify_heading
from procedures.importing.lines.lines import Gap, Line
from procedures.importing.places import SetAside, SetAsideReason, Span, Text
from procedures.language.words import count_words, ends_sentence, phrase_list, word_set, words_in

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|página|p\.)\s*)?[0-9]{1,3}(?:\s*(?:of|de|/)\s*[0-9]{1,3})?[-–—\s]*", re.IGNORECASE
)
_PAGER_WORDS = word_set("next previous prev page section back to top return up siguiente anterior volver arriba")
_PAGER_ALONE = frozenset({"next", "previous", "prev", "top", "siguiente", "anterior"})
_PAGER_TARGET = re.compile(r"(?:next|previous|prev|siguiente|anterior)(?: page| section)?\s?[:»›→]", re.IGNORECASE)
_NAVIGATION = frozenset(
    phrase_list(
        """
    advertisement, close, download pdf, email,
    email this page, facebook, home, instagram, learn more, leer más, linkedin,
    loading, menu, navigation, pinterest, play video, print, print page, print this page, read more, search, see more,
    share, share this page, show less, show more, skip navigation, skip to content, skip to main content,
    toggle navigation, tweet, twitter, view larger image, whatsapp, youtube
    """
    )
)
_BREADCRUMB = re.compile(
    r"(?:home|inicio|you are here:?.{0,20}?)\s?[>›»/|→]|[^>›»]{1,60}[>›»][^>›»]{1,60}[>›»]", re.IGNORECASE
)
_LONGEST_HEADER = 8
_HEADER_REPEATS = 3


@dataclass(frozen=True)
class Sifted:
    """Lines that are content, each with the gap it has once the noise is out, and what was set aside."""

    lines: tuple[Line, ...]
    set_aside: tuple[SetAside, ...]


def sift(lines: Sequence[Line]) -> Sifted:
    """Set aside the lines of the page's frame."""
    headers = _running_headers(lines)
    kept: list[Line] = []
    out: list[SetAside] = []
    gap = Gap.NONE
    for index, line in enumerate(lines):
        reason = noise_reason(line) or headers.get(index)
        if (reason is None and words_in(line.written)) or _is_empty_item(line):
            kept.append(replace(line, gap=gap) if gap is not Gap.NONE else line)
            gap = Gap.NONE
            continue
        if reason is not None:
            out.append(SetAside(Text(line.written, Span(line.number, line.number)), reason))
        gap = _gap_left_by(reason, gap=gap)
    return Sifted(tuple(kept), tuple(out))


def noise_reason(line: Line) -> SetAsideReason | None:
    """Why a line is no content, None if it may be."""
    text = line.written
    if _PAGE_NUMBER.fullmatch(text):
        return "page_number"
    words = words_in(text)
    if _is_pager(text, words):
        return "navigation"
    if " ".join(words) in _NAVIGATION:
        return "navigation"
    if _BREADCRUMB.match(text) and count_words(text) <= 20 and not ends_sentence(text):
        return "breadcrumb"
    return None


def _is_pager(text: str, words: Sequence[str]) -> bool:
    if _PAGER_TARGET.match(text) and len(words) <= 12:
        return True
    is_only_pager = len(words) <= 6 and all(word in _PAGER_WORDS for word in words)
    return is_only_pager and (not _PAGER_ALONE.isdisjoint(words) or len(words) > 2)


def _gap_left_by(reason: SetAsideReason | None, *, gap: Gap) -> Gap:
    """A rule drawn with dashes, or a link, ends a paragraph; a page break falls anywhere."""
    breaks_page = reason in ("page_number", "running_header")
    return Gap.NOISE if breaks_page and gap is not Gap.BLANK else Gap.BLANK


def _is_empty_item(line: Line) -> bool:
    return line.marker is not None and not line.text


def _running_headers(lines: Sequence[Line]) -> dict[int, SetAsideReason]:
    """Short lines that stand three times or more, all but the first, by index: a leaflet's header or footer."""
    counts = Counter(line.written for line in lines if _may_be_header(line))
    repeated = {text for text, count in counts.items() if count >= _HEADER_REPEATS}
    repeated = {text for text in repeated if classify_heading(text).kind == "other"}
    seen: set[str] = set()
    headers: dict[int, SetAsideReason] = {}
    for index, line in enumerate(lines):
        if line.written in seen and line.written in repeated:
            headers[index] = "running_header"
        seen.add(line.written)
    return headers


def _may_be_header(line: Line) -> bool:
    return (
        line.marker is None
        and 2 <= count_words(line.written) <= _LONGEST_HEADER
        and not ends_sentence(line.written)
        and not line.written.endswith((":", ","))
    )
