"""Lists of questions and answers."""

from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.findings import Severity
from procedures.checks.page import Page, Place, Placed, Text
from procedures.language.words import is_question


@check(
    "answers-without-questions", severity="warning", why=gettext_noop("An answer says nothing without its question.")
)
def answers_without_questions(page: Page) -> Iterator[Found]:
    for section in page.sections_of("faq"):
        blocks = [block for block in page.blocks if block.section is section.model]
        texts = [text.text for text in page.body if text.is_in(section)]
        is_asked = any(block.model.type == "faq" for block in blocks) or any(map(is_question, texts))
        if texts and not is_asked and not _has_question_headings(section):
            yield Found(
                message=_("The list of questions has answers but no questions."),
                remedy=_("Write the question above each answer."),
                at=section.place,
            )


def _has_question_headings(section: Placed) -> bool:
    return any(is_question(part.heading or "") for part in section.model.subsections)


@check("question-without-answer", severity="warning", why=gettext_noop("Readers are left with the question."))
def question_without_answer(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        for index, item in enumerate(block.model.items if block.model.type == "faq" else ()):
            if item.question and item.answer is None:
                yield _unanswered(item.question, block.place_of(f"/items/{index}/answer"), severity="error")
    yield from _only_asked(page)
    for text in page.body:
        if text.block == "rich_text" and "faq" in text.kinds and is_question(text.text) and _ends_block(page, text):
            yield _unanswered(text.text, text.place)


def _only_asked(page: Page) -> Iterator[Found]:
    """A list of questions, and no word besides: over answers, it would be their table of contents."""
    for section in page.sections_of("faq"):
        texts = [text for text in page.body if text.is_in(section)]
        if len(texts) > 1 and all(is_question(text.text) for text in texts) and not section.model.subsections:
            yield _unanswered(texts[0].text, texts[0].place)


def _ends_block(page: Page, text: Text) -> bool:
    """Whether no text of the same block follows."""
    texts = list(page.texts)
    place = texts.index(text)
    following = texts[place + 1] if place + 1 < len(texts) else None
    return following is None or following.place.path != texts[place].place.path


def _unanswered(question: str, place: Place, *, severity: Severity | None = None) -> Found:
    """Certain where the list of questions has a place for the answer, and nothing in it."""
    return Found(
        message=_("The question “{question}” has no answer.").format(question=question),
        remedy=_("Answer or delete it."),
        at=place,
        severity=severity,
    )
