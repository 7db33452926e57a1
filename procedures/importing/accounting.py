"""No word is lost: every word of the source is in the draft or set aside, and the draft adds none of its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from api.text.walker import passages_of
from procedures.importing.draft import Draft
from procedures.importing.places import Span, Text
from procedures.importing.source import Source
from procedures.language.words import words_in


@dataclass(frozen=True)
class StrayWord:
    """A case-folded word and the line it stands on, or was said to stand on."""

    word: str
    line: int


@dataclass(frozen=True)
class Account:
    """``lost``: in the source alone. ``added``: in the draft alone, at the first line of the text that holds it."""

    lost: tuple[StrayWord, ...]
    added: tuple[StrayWord, ...]


@dataclass
class _Balance:
    """One word: how often each line has it (``supply``), and which texts need it from which lines (``demand``)."""

    supply: list[tuple[int, int]]
    demand: list[tuple[Span, int]]


def account_for(source: Source, draft: Draft) -> Account:
    """Compare the words of both sides, as often as each occurs.

    A text may only use words of the lines it claims. A title that was inferred counts on neither side.
    """
    lost: list[StrayWord] = []
    added: list[StrayWord] = []
    for word, balance in _balances(source, _placed_texts(draft)).items():
        unused, unmet = _settle(balance)
        lost.extend(StrayWord(word, line) for line in unused)
        added.extend(StrayWord(word, line) for line in unmet)
    return Account(lost=_in_order(lost), added=_in_order(added))


def _placed_texts(draft: Draft) -> Iterable[Text]:
    yield from _texts_of_content(draft)
    yield from (entry.text for entry in draft.set_aside)


def _texts_of_content(draft: Draft) -> Iterable[Text]:
    """What the content says that was read somewhere, paragraph by paragraph where its lines are known so."""
    for passage in passages_of(draft.content):
        origin = draft.origins.get(passage.path)
        if origin is None:
            continue
        paragraphs = [paragraph.text for paragraph in passage.paragraphs]
        if len(paragraphs) == len(origin.spans):
            yield from map(Text, paragraphs, origin.spans)
        else:
            yield Text(" ".join(paragraphs), origin.span)


def _balances(source: Source, texts: Iterable[Text]) -> dict[str, _Balance]:
    balances: dict[str, _Balance] = defaultdict(lambda: _Balance([], []))
    for line in source.lines:
        for word, count in Counter(words_in(line.text)).items():
            balances[word].supply.append((line.number, count))
    for text in texts:
        for word, count in Counter(words_in(text.text)).items():
            balances[word].demand.append((text.span, count))
    return balances


@dataclass(order=True)
class _Need:
    """A text's need of one word. The text whose lines end first comes first."""

    last: int
    first: int
    count: int


def _settle(balance: _Balance) -> tuple[list[int], list[int]]:
    """Lines of unused words, and first lines of texts whose need was not met.

    Texts may share lines, so line by line the text whose lines end first is served first: with that no need goes
    unmet that another order could have met.
    """
    arrivals = sorted((_Need(span.last, span.first, count) for span, count in balance.demand), key=_first, reverse=True)
    waiting: list[_Need] = []
    unused: list[int] = []
    unmet: list[int] = []
    for line, supply in balance.supply:
        while arrivals and arrivals[-1].first <= line:
            heappush(waiting, arrivals.pop())
        while waiting and waiting[0].last < line:
            unmet.extend(_lines(heappop(waiting)))
        unused.extend([line] * _serve(waiting, supply))
    unmet.extend(line for need in (*waiting, *arrivals) for line in _lines(need))
    return unused, unmet


def _serve(waiting: list[_Need], supply: int) -> int:
    """Meet needs with one line's words; how many words are left over."""
    while waiting and supply:
        need = waiting[0]
        served = min(need.count, supply)
        supply -= served
        need.count -= served
        if not need.count:
            heappop(waiting)
    return supply


def _first(need: _Need) -> int:
    return need.first


def _lines(need: _Need) -> list[int]:
    return [need.first] * need.count


def _in_order(strays: Sequence[StrayWord]) -> tuple[StrayWord, ...]:
    return tuple(sorted(strays, key=lambda stray: (stray.line, stray.word)))
