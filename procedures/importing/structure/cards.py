"""Advice on getting help, gathered where readers look for it: in the section on when to call."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from procedures.importing.advice.reading import Wording, read_heading
from procedures.importing.headings.meaning import HeadingMeaning, classify_heading
from procedures.importing.pieces import Heading
from procedures.importing.structure.care import Advice, Content, clings, find_advice
from procedures.importing.structure.gathered import SectionDraft

_WHEN_TO_CALL = HeadingMeaning("when_to_call", (), "section", 0.6)
_BEFORE_TREATMENT = frozenset(
    {
        "alternatives",
        "benefits",
        "candidacy",
        "cost",
        "evidence",
        "how_it_works",
        "indications",
        "prepare",
        "questions_to_ask",
        "types",
    }
)
"""What is urgent there is so before the treatment, and stays; what is not is no warning at all."""


def gather_cards(drafts: list[SectionDraft], *, names: tuple[str, ...], roles: Collection[str]) -> None:
    """Make cards of the advice in drafts of the roles; take it to the section on when to call, if it stands elsewhere.

    A section that says nothing else becomes that section. Where there is none, one without a heading is made.
    """
    for draft in [draft for draft in drafts if draft.meaning.kind == "faq"]:
        _take_questions_out(drafts, draft, names=names)
    for draft in [draft for draft in drafts if draft.meaning.role in roles]:
        loose = [run for part in (draft, *draft.parts) for run in _take_advice(part, draft)]
        if loose:
            _place(drafts, loose, after=draft)


def _take_questions_out(drafts: list[SectionDraft], draft: SectionDraft, *, names: tuple[str, ...]) -> None:
    """Questions on when to call become sections: advice must not be folded away among answers."""
    kept: list[Content] = []
    for question, answer in _asked(draft.pieces):
        over = read_heading(question.text.text) if question else None
        is_meant = question is not None and classify_heading(question.text.text, names=names).kind == "when_to_call"
        found = find_advice(answer, over=over if is_meant else None, with_routine=True)
        if question and (is_meant or _is_urgent(found)) and any(isinstance(content, Advice) for content in found):
            drafts.insert(_place_of(drafts, draft), SectionDraft(question, _WHEN_TO_CALL, found))
        else:
            kept += [*([question] if question else []), *answer]
    draft.pieces = kept


def _is_urgent(answer: Sequence[Content]) -> bool:
    """Whether it says no more than to get help, and soon."""
    return all(isinstance(content, Advice) and content.level != "routine" for content in answer)


def _asked(contents: Sequence[Content]) -> Iterator[tuple[Heading | None, list[Content]]]:
    """Each question with its answer; first what stands above all questions."""
    question: Heading | None = None
    answer: list[Content] = []
    for content in contents:
        if isinstance(content, Heading):
            yield question, answer
            question, answer = content, []
        else:
            answer.append(content)
    yield question, answer


def _take_advice(part: SectionDraft, draft: SectionDraft) -> list[list[Content]]:
    """The advice that must leave the part, each with what belongs to it. Other advice becomes cards where it stands."""
    kind = draft.meaning.kind
    text = list(takewhile(lambda content: not isinstance(content, Heading), part.pieces))
    questions = part.pieces[len(text) :]
    with_routine = kind not in _BEFORE_TREATMENT or "when_to_call" in draft.meaning.also
    found = find_advice(text, over=_over(part, draft), with_routine=with_routine)
    if not any(isinstance(content, Advice) for content in found):
        return []
    runs, rest = _parted(found)
    if kind == "when_to_call" or kind in _BEFORE_TREATMENT or "when_to_call" in draft.meaning.also:
        part.pieces = [*found, *questions]
        draft.meaning = _also(draft.meaning)
        return []
    if not rest and not questions and (part is not draft or not draft.parts):
        part.pieces = found
        draft.meaning = (
            _also(draft.meaning)
            if part is not draft or (kind != "other" and draft.heading)
            else _becoming(draft.meaning)
        )
        return []
    part.pieces = [*rest, *questions]
    return runs


def _over(part: SectionDraft, draft: SectionDraft) -> Wording | None:
    """What the nearest heading that speaks of calling for help says."""
    for each in (part, draft):
        if each.heading is not None and each.meaning.kind == "when_to_call":
            return read_heading(each.heading.text.text)
    return None


def _also(meaning: HeadingMeaning) -> HeadingMeaning:
    if meaning.kind == "when_to_call" or "when_to_call" in meaning.also:
        return meaning
    return replace(meaning, also=(*meaning.also, "when_to_call"))


def _becoming(meaning: HeadingMeaning) -> HeadingMeaning:
    return replace(_WHEN_TO_CALL, confidence=min(meaning.confidence, _WHEN_TO_CALL.confidence))


def _parted(found: Sequence[Content]) -> tuple[list[list[Content]], list[Content]]:
    runs: list[list[Content]] = []
    rest: list[Content] = []
    is_near = False
    for content in found:
        if isinstance(content, Advice):
            runs.append([content])
        elif is_near and clings(content):
            runs[-1].append(content)
        else:
            rest.append(content)
        is_near = isinstance(content, Advice) or (is_near and clings(content))
    return runs, rest


def _place(drafts: list[SectionDraft], runs: Sequence[Sequence[Content]], *, after: SectionDraft) -> None:
    """Into the section on when to call: emergencies above all it says, the others below."""
    section = next((draft for draft in drafts if draft.meaning.kind == "when_to_call"), None)
    if section is None:
        section = SectionDraft(None, _WHEN_TO_CALL)
        is_contact = after.meaning.role == "contact"
        drafts.insert(_place_of(drafts, after) + (0 if is_contact else 1), section)
    first = [content for run in runs for content in run if _is_emergency(run)]
    last = [content for run in runs for content in run if not _is_emergency(run)]
    section.pieces = [*first, *section.pieces, *last]


def _is_emergency(run: Sequence[Content]) -> bool:
    return isinstance(run[0], Advice) and run[0].level == "emergency"


def _place_of(drafts: Sequence[SectionDraft], draft: SectionDraft) -> int:
    return next(place for place, each in enumerate(drafts) if each is draft)
