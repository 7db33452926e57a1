"""Figures that do not agree with each other."""

import re
from collections.abc import Iterator
from itertools import combinations

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Place
from procedures.checks.rules.claims.evidence import PERCENT, TIME
from procedures.language.words import FUNCTION_WORDS, shortened, words_in

_RANGE = re.compile(r"[0-9]\s?(?:to|and|or|-|–|a|y)\s?$|\bpercent to $")
_BEST_CASE = re.compile(r"\b(?:up to|hasta) [0-9]", re.IGNORECASE)
_STEM = 5
"""Letters by which forms of one word are known."""
_SAME = 0.55
_ONE_OUTCOME = 0.75
_NEARLY = 3
_SMALL = 11
_OF_ANY_FIGURE = frozenset(
    [
        "people",
        "up",
        "patients",
        "adults",
        "percent",
        "about",
        "nearly",
        "almost",
        "most",
        "study",
        "studies",
        "have",
        "had",
        "their",
        "who",
        "after",
        "year",
        "years",
        "month",
        "months",
        "personas",
        "pacientes",
        "ciento",
        "cerca",
        "casi",
    ]
)


@check("figure-twice", severity="warning", why=gettext_noop("The same figure for two things is often a slip."))
def figure_twice(page: Page) -> Iterator[Found]:
    """Once for one outcome, once for another. Said again in other words, it is no defect."""
    first: dict[str, str] = {}
    reported: set[str] = set()
    for figure, sentence, place in _figures(page):
        earlier = first.setdefault(figure, sentence)
        if earlier == sentence or figure in reported or not _is_slip(figure, earlier, sentence):
            continue
        reported.add(figure)
        yield Found(
            message=_("{figure} % stands for two things: “{earlier}” and “{sentence}”.").format(
                figure=figure, earlier=shortened(earlier), sentence=shortened(sentence)
            ),
            remedy=_("Check both with their sources."),
            at=place,
        )


@check("figures-differ", severity="warning", why=gettext_noop("One of the two is wrong, and patients decide by it."))
def figures_differ(page: Page) -> Iterator[Found]:
    """Two figures for one outcome at one time."""
    said = [(figure, sentence, place) for figure, sentence, place in _figures(page)]
    for (one, earlier, _place), (other, later, place) in combinations(said, 2):
        if one != other and earlier != later and _say_one_outcome(earlier, later):
            yield Found(
                message=_("{one} % and {other} % for one thing: “{earlier}” and “{later}”.").format(
                    one=one, other=other, earlier=shortened(earlier), later=shortened(later)
                ),
                remedy=_("Check both with their sources."),
                at=place,
            )
            return


def _figures(page: Page) -> Iterator[tuple[str, str, Place]]:
    """Percentages of sentences that name one, and of blocks of statistics."""
    for block in page.blocks:
        model = block.model
        if model.type == "statistic" and model.unit == "percent" and model.value is not None and model.maximum is None:
            yield (
                f"{model.value:g}",
                f"{model.outcome} {model.population} {model.time_point or ''}".strip(),
                block.place,
            )
    for sentence, text in page.sentences:
        found = list(PERCENT.finditer(sentence)) if text.block != "statistic" else []
        if len(found) == 1 and not _RANGE.search(sentence[: found[0].start()]):
            yield f"{float(found[0][1]):g}", sentence, text.place


def _telling(sentence: str) -> set[str]:
    words = words_in(PERCENT.sub("", sentence))
    return {word[:_STEM] for word in words if word not in FUNCTION_WORDS and word not in _OF_ANY_FIGURE}


def _is_slip(figure: str, left: str, right: str) -> bool:
    """Best cases of two things are never the same. Other round figures are of many things; two of much the same thing,
    and not of the same, may be a slip."""
    one, other = _telling(left), _telling(right)
    if len(one & other) >= _SAME * min(len(one), len(other)):
        return False
    if _BEST_CASE.search(left) and _BEST_CASE.search(right):
        return True
    is_round = float(figure) % 5 == 0 or float(figure) < _SMALL
    return not is_round or len(one & other) >= _NEARLY


def _say_one_outcome(left: str, right: str) -> bool:
    one, other = _telling(left), _telling(right)
    is_one_time = set(TIME.findall(left)) == set(TIME.findall(right)) and not (
        set(re.findall(r"[0-9]+", PERCENT.sub("", left))) ^ set(re.findall(r"[0-9]+", PERCENT.sub("", right)))
    )
    return is_one_time and len(one & other) >= _ONE_OUTCOME * len(one | other)
