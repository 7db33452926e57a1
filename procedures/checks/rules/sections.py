"""What a treatment page should say and does not, and sections that say nothing."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from api.contract.blocks import SectionKind
from api.text.folding import fold
from procedures.checks.check import Check, Found, check
from procedures.checks.editors import _, gettext_noop, listed
from procedures.checks.page import Page, Placed, Text, kinds_of
from procedures.checks.wordings import wordings
from procedures.language.patterns import any_of
from procedures.language.words import clean_text, count_words

_WORDINGS = wordings("sections")


class Expected(NamedTuple):
    """A kind of section that every page needs. A block of the type ``block`` anywhere will do as well."""

    code: str
    kind: SectionKind
    block: str
    message: str
    remedy: str
    why: str
    heading: re.Pattern[str]
    """Of a section of another kind, a question, or a page that says it all the same."""
    in_passing: str
    """The message where sentences say it, and nothing that readers find."""


EXPECTED = (
    Expected(
        "missing-risks",
        "risks",
        "risks",
        gettext_noop("Nothing says what can go wrong."),
        gettext_noop("Add a section of risks."),
        gettext_noop("Nobody can agree to a treatment without knowing its risks."),
        re.compile(
            r"\b(?:risks?|complications?|(?:side|after)[- ]effects|go wrong|riesgos?|complicaciones)\b"
            r"|\bproblems (?:(?:that |which )?you |that |which )?(?:may|might|can|could)\b",
            re.IGNORECASE,
        ),
        gettext_noop("No section is about what can go wrong."),
    ),
    Expected(
        "missing-preparation",
        "prepare",
        "",
        gettext_noop("Nothing says how to prepare (food, medicines, tests)."),
        gettext_noop("Add a section."),
        gettext_noop("A treatment is called off on the day when a patient has eaten or taken the wrong medicine."),
        re.compile(
            r"\b(?:prepar\w+|get(?:ting)? ready|before (?:your|the|you)|beforehand|antes del?|previ[ao]s?)\b",
            re.IGNORECASE,
        ),
        gettext_noop("No section says how to prepare."),
    ),
    Expected(
        "missing-urgent-advice",
        "when_to_call",
        "care_card",
        gettext_noop("Nothing says when to call the hospital or an emergency number."),
        gettext_noop("Add a card “When to get help”."),
        gettext_noop("Patients at home must know which signs cannot wait."),
        re.compile(
            r"\b(?:when to (?:call|get|seek)|get help|call (?:us|your|911)|pedir ayuda|llamar)\b"
            r"|\bemergenc(?:y|ies)(?: (?:advice|care|contacts?|department|help|numbers?|room|signs))?\W*$",
            re.IGNORECASE,
        ),
        gettext_noop("No section says when to call."),
    ),
    Expected(
        "missing-alternatives",
        "alternatives",
        "related_treatments",
        gettext_noop("No alternatives are named."),
        gettext_noop("Add a section, and link treatments the text names."),
        gettext_noop("A choice needs something to choose from, doing nothing among it."),
        re.compile(
            r"\b(?:alternatives?|other (?:options|treatments|choices|ways)|instead|what else|options|choices|"
            r"alternativas?|opciones)\b",
            re.IGNORECASE,
        ),
        gettext_noop("No section names alternatives."),
    ),
)
OPTIONAL: tuple[tuple[SectionKind, str], ...] = (
    ("benefits", gettext_noop("benefits")),
    ("results", gettext_noop("results")),
    ("recovery", gettext_noop("recovery")),
    ("follow_up", gettext_noop("follow-up")),
    ("cost", gettext_noop("cost")),
    ("questions_to_ask", gettext_noop("questions to ask")),
    ("faq", gettext_noop("frequent questions")),
)
_BEFOREHAND = any_of(
    r"""
    \bin preparation\b
    (?<!just )\b(?:before|prior to) (?:the |your )?(?:surgery|procedure|operation)\b
    \bthe (?:night|day) before\b
    \bwill order\b
    \bnothing to eat\b
    \bstop taking\b
    \bfasting\b
    """
)
_LONGEST_LABEL = 3
_PARTS_IN_TIME = {"prepare", "during", "after", "recovery", "follow_up"}
_GIVEN = re.compile(
    r"\b(?:is|are|be|being) (?:\w+ly )?(?:administered|applied|cleaned|given|injected|inserted|marked|numbed|placed"
    r"|put|started)\b[^.;:?!]*$",
    re.IGNORECASE,
)
"""What is done to patients at the beginning is nothing that they prepare."""
_SUBJECT = re.compile(r"^(?:what (?:is|are)|¿?qué (?:es|son)) (?:an? |the |una? |el |la )?(.+?)\W*$", re.IGNORECASE)


def _expected(expected: Expected) -> Check:
    def look(page: Page) -> Iterator[Found]:
        if expected.kind in page.kinds or page.has_block(expected.block) or _is_headed(page, expected.heading):
            return
        if expected.kind == "prepare" and _is_of_medicine(page):
            return
        if expected.kind != "when_to_call" and _is_for_afterwards(page):
            return
        if expected.kind == "alternatives" and any(_NO_ALTERNATIVES.search(each) for each, _text in page.sentences):
            return
        said = _WORDINGS[expected.kind]
        is_said = any(said.search(sentence) for sentence, text in page.sentences if not _is_sign(text))
        yield Found(
            message=_(expected.in_passing if is_said else expected.message),
            remedy=_(expected.remedy),
        )

    make: Callable[[Callable[[Page], Iterator[Found]]], Check] = check(
        expected.code, severity="warning", why=expected.why
    )
    return make(look)


def _is_of_medicine(page: Page) -> bool:
    """Nobody prepares for tablets as for an operation; what to eat and to avoid stands where they are taken."""
    texts = [text.text for text in page.headings_and_body]
    doses = sum(1 for text in texts if _DOSE.search(text))
    return doses >= _FEWEST_DOSES and not any(map(_DONE, texts))


def _is_for_afterwards(page: Page) -> bool:
    """A sheet for people who go home: what they had is explained, and was agreed to, before."""
    if page.kinds & _BEFORE_CONSENT:
        return False
    headed = [page.content.title or "", *(text.text for text in page.headings[:1])]
    return any(map(_WORDINGS["afterwards"].search, headed))


_BEFORE_CONSENT = frozenset({"what", "candidacy", "types", "during", "benefits", "risks", "alternatives", "prepare"})
_NO_ALTERNATIVES = _WORDINGS["no_alternatives"]


_DOSE = re.compile(
    r"\b(?:doses?|tablets?|capsules?|dosis|pastillas?|tabletas?|comprimidos?|cápsulas?)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:surgery|operations?|procedures?|incisions?|needle|scan|cirugía|operaci(?:ón|ones)|procedimientos?|aguja)\b",
    re.IGNORECASE,
).search
_FEWEST_DOSES = 3


def _is_sign(text: Text) -> bool:
    """What patients should watch for tells them of no risk before they agree."""
    return text.block == "care_card" or "when_to_call" in text.kinds


def _is_headed(page: Page, heading: re.Pattern[str]) -> bool:
    asked = (text.text for text in page.body if text.role == "question")
    headed = (text.text for text in page.headings)
    return any(map(heading.search, (page.content.title or "", *headed, *asked)))


missing_risks, missing_preparation, missing_urgent_advice, missing_alternatives = map(_expected, EXPECTED)


@check("optional-sections", severity="hint", why=gettext_noop("Patients look for them on pages like this one."))
def optional_sections(page: Page) -> Iterator[Found]:
    """None of them is there; one or two of them suit every page."""
    missing = listed([_(name) for _kind, name in OPTIONAL])
    is_headed = any(_WORDINGS["optional"].search(text.text) for text in page.headings)
    if not is_headed and not any(kind in page.kinds for kind, _name in OPTIONAL):
        yield Found(
            message=_("Patients also look for: {missing}.").format(missing=missing),
            remedy=_("Add what applies."),
        )


@check("empty-section", severity="warning", why=gettext_noop("Readers open it and find nothing."))
def empty_section(page: Page) -> Iterator[Found]:
    """For certain where the same heading follows. Else text may have been taken for a heading, or lost on the way."""
    for part in (*_empty_sections(page), *_empty_subsections(page)):
        heads_others = _heads_what_follows(part)
        yield Found(
            message=_("Nothing stands under the heading “{heading}”.").format(heading=part.model.heading),
            remedy=_("Make the sections below it its subsections, or delete the heading.")
            if heads_others
            else _("Write what belongs there or delete the heading."),
            at=part.place,
            severity="error" if _is_doubled(part) else "hint" if heads_others else None,
        )


def _is_doubled(part: Placed) -> bool:
    return bool(part.following) and fold(part.following[0].heading or "") == fold(part.model.heading)


def _empty_sections(page: Page) -> Iterator[Placed]:
    for section in page.sections:
        if section.model.heading and not section.model.blocks and not section.model.subsections:
            yield section


def _heads_what_follows(part: Placed) -> bool:
    """Whether the heading may have stood over those below it: plain text knows no levels.

    That of a section heads sections of no kind of their own, or parts in time as it is one: "Surgery". The first of a
    page may be the page's: "Care after your operation".
    """
    following = part.following[0] if part.following else None
    if part.model.heading.endswith(":") and count_words(part.model.heading) > _LONGEST_LABEL:
        return False  # The list below it was lost.
    if following is None or part.model is not part.section:
        return following is not None
    is_first = part.path[-1] == 0
    is_in_time = part.section.kind in _PARTS_IN_TIME and (is_first or following.kind in _PARTS_IN_TIME)
    return is_in_time or following.kind in ("other", *kinds_of(part.section))


def _empty_subsections(page: Page) -> Iterator[Placed]:
    for section in page.sections:
        for index, part in enumerate(section.model.subsections):
            if part.heading and not part.blocks:
                path = (*section.path, "subsections", index)
                below = (*section.model.subsections[index + 1 :], *section.following)
                yield Placed(model=part, path=path, section=section.model, following=below)


@check(
    "no-aftercare", severity="warning", why=gettext_noop("It is read by people at home who need to know what to do.")
)
def no_aftercare(page: Page) -> Iterator[Found]:
    stems = page.words.phrases("aftercare")
    if not stems or _is_for_afterwards(page):
        return  # Of such a sheet all sections are about it.
    care = re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)
    for section in page.sections_of("after", "recovery"):
        if section.model.kind not in ("after", "recovery"):
            continue  # It says what happens at another time, too.
        texts = _body_of(page, section)
        if texts and not any(map(care.search, (*texts, *(part.heading or "" for part in section.model.subsections)))):
            yield Found(
                message=_(
                    "“{heading}” says nothing of care afterwards (stay, wound, driving, work, follow-up)."
                ).format(heading=section.model.heading),
                remedy=_("Add it; results belong in a section of results."),
                at=section.place,
            )


@check(
    "preparation-elsewhere",
    severity="hint",
    why=gettext_noop("Patients look for it before they come."),
    languages=("en",),
)
def preparation_elsewhere(page: Page) -> Iterator[Found]:
    for section in page.sections_of("during"):
        if "prepare" in kinds_of(section.model):
            continue
        inside = f"{section.place.path}/"
        found = (text for text in page.body if text.place.path.startswith(inside) and _is_of_before(text.text))
        if text := next(found, None):
            yield Found(
                message=_("This is about the time before."),
                remedy=_("Move the paragraph to a section of the kind “How do I prepare?”."),
                at=text.place,
            )


def _is_of_before(text: str) -> bool:
    return any(not _GIVEN.search(text[: match.start()]) for match in _BEFOREHAND.finditer(text))


@check(
    "two-treatments", severity="warning", why=gettext_noop("Each treatment is found, reviewed and shared by itself.")
)
def two_treatments(page: Page) -> Iterator[Found]:
    """Two sections that explain a treatment each. A section that explains a condition or a device is none."""
    subjects: dict[str, Placed] = {}
    for section in page.sections_of("what"):
        if (match := _SUBJECT.match(clean_text(section.model.heading or ""))) and _is_treatment(page, match[1]):
            subjects.setdefault(match[1].casefold(), section)
    names = list(subjects)
    if len(names) > 1 and not any(name in other for name in names for other in names if name != other):
        yield Found(
            message=_("The page explains more than one treatment: {names}.").format(names="; ".join(names)),
            remedy=_("Make a page of each, or a section of types."),
            at=subjects[names[1]].place,
        )


def _is_treatment(page: Page, subject: str) -> bool:
    """Named by the title, known to the site, or to the language."""
    if subject.casefold() in page.content.title.casefold():
        return True
    return any(any(names.find(subject)) for names in (page.site.names, page.words.treatments))


def _body_of(page: Page, section: Placed) -> list[str]:
    inside = f"{section.place.path}/"
    return [text.text for text in page.body if text.place.path.startswith(inside)]
