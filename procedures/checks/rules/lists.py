"""Lists, and sentences that lead into one."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Placed, Text, pointer
from procedures.language.patterns import any_of
from procedures.language.words import count_words, shortened_end

CONTINUES = frozenset(
    {"list", "criteria", "steps", "definitions", "faq", "table", "image", "video", "facts", "indications", "risks"}
    | {"related_treatments", "clinicians", "locations", "contact", "care_card", "statistic", "quotation", "references"}
)
"""Blocks that a colon may lead into."""
_PLURAL = any_of(
    r"""
    \bif (?:you|your)\b
    \bwhen (?:you|your)\b
    \b(?:if|when|si|cuando):$
    \b(?:these|those|following|several|any of|all of|some of|such as)\b
    \b(?:are|include|have|need|bring|expect|treat|treats|causes?)(?: \w+){0,3}:$
    \b(?:do not|don't|do|avoid):?$
    \b(?:signs|symptoms|risks|reasons|things|steps|conditions|problems|people|patients|benefits|options)\b
    \bsi (?:usted|tiene|su)\b
    \b(?:estos|estas|siguientes|incluyen|son|síntomas|signos|riesgos|motivos|pacientes)\b
    """
)
_LONGEST_ITEM = 25
_FEWEST_PARTS = 2
_NAMED = re.compile(r"[^\W\d_][^.:;?!]{2,40}: \S")
"""A paragraph that begins as an item of a list does: "Bleeding: This is rare."."""
_OF_HEADINGS = re.compile(r"\b(?:questions|topics|sections|preguntas|temas|apartados)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:what (?:to expect|happens)|about|before|during|after|how|why"
    r"|qué (?:esperar|ocurre|pasa)|antes|durante|después|cómo|por qué)"
    r"(?: (?!(?:you|these|those|following|if|usted|estos|estas|siguientes|si)\b)[\w'’-]+){0,8}:$",
    re.IGNORECASE,
)
"""A paragraph that is a heading by its words, and by a colon one of prose: "What to expect after the operation:"."""


_OF_SENTENCES = re.compile(
    r"\b(?:you|we|they|these|those|this|following|below|are|is|were|was|include[sd]?|including|have|has|may|might|can|could|will|should"
    r"|must|need|needs|if|when|such|with|by|as|call|bring|take|tell|ask|avoid|treats?|causes?|help|helps"
    r"|usted|estos|estas|siguientes?|son|es|incluyen?|tienen?|pueden?|debe|deberá|si|cuando|como|con|por|traiga|llame|avise)\b"
    r"|\b(?:signs|symptoms|risks|reasons|benefits|complications|conditions|options|signos|síntomas|riesgos|motivos|beneficios"
    r"|complicaciones)\b",
    re.IGNORECASE,
)
"""What leads into a list says so, or names things. "Common (1 in 10 people):" over a sentence is the label of that."""
_LONGEST_LABEL = 8


_CASE = re.compile(
    r"(?:if|when|si|cuando) (?:[\w'’-]+,? ){4,14}"
    r"(?!(?:have|has|are|is|notice|experience|feel|need|to|following|these|those|tiene|nota|siente|son|siguientes)\b)"
    r"[\w'’-]+:$",
    re.IGNORECASE,
)
"""A case, and below it what to do: "If your report asks you to come back:"."""


@check("missing-list", severity="warning", why=gettext_noop("The sentence stops where it would tell what matters."))
def missing_list(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        if block.model.type != "rich_text":
            continue
        texts = _texts_in(page, block)
        for text, below in zip(texts, [*texts[1:], None], strict=False):
            if (
                text.text.endswith(":")
                and not _goes_on(text, below, block)
                and not _heads_parts(page, block, text.text)
            ):
                yield Found(
                    message=_("A sentence leads into a missing list: “{text}”.").format(text=shortened_end(text.text)),
                    remedy=_("Add the list or end the sentence."),
                    at=text.place,
                )


def _texts_in(page: Page, block: Placed) -> list[Text]:
    return [text for text in page.texts if text.place.block == str(block.model.id)]


def _goes_on(text: Text, below: Text | None, block: Placed) -> bool:
    """Whether a list, a picture or the like follows; under a small heading with a colon, whatever follows."""
    if below is not None:
        is_labelled = _NAMED.match(below.text) is not None
        is_label = text.text.isupper() or _is_label(text.text) or any(each.match(text.text) for each in (_LABEL, _CASE))
        return below.is_item or text.role == "heading" or is_labelled or is_label
    return bool(block.following) and block.following[0].type in CONTINUES


def _is_label(words: str) -> bool:
    return words[:1].isupper() and count_words(words) <= _LONGEST_LABEL and not _OF_SENTENCES.search(words)


def _heads_parts(page: Page, block: Placed, words: str) -> bool:
    """The last before the smaller headings of its section, or before sections of no kind of their own: they go on.

    Of questions or topics, any headings go on.
    """
    if block.following or "subsections" in block.path:
        return False
    below = page.content.sections[page.content.sections.index(block.section) + 1 :][:_FEWEST_PARTS]
    is_of_no_kind = len(below) == _FEWEST_PARTS and all(section.kind == "other" for section in below)
    return bool(block.section.subsections) or is_of_no_kind or bool(below and _OF_HEADINGS.search(words))


@check(
    "one-item-list",
    severity="warning",
    why=gettext_noop("Items were lost, or the one item reads as if there were more."),
)
def one_item_list(page: Page) -> Iterator[Found]:
    """A list of one under a sentence that promises more. One source, one step or one long item may stand alone."""
    for block in page.blocks:
        items = _short_items(block)
        lead_in = getattr(block.model, "lead_in", None) or ""
        if (
            len(items) == 1
            and " - " not in items[0][0]
            and _PLURAL.search(lead_in)
            and count_words(items[0][0]) <= _LONGEST_ITEM
        ):
            yield Found(
                message=_("The list has one item only: “{items}”.").format(items=shortened_end(items[0][0])),
                remedy=_("Add the missing items or make it a sentence."),
                at=block.place_of(items[0][1]),
            )


def _short_items(block: Placed) -> list[tuple[str, str]]:
    """Words and path within the block of each item of a list, of indications or of criteria."""
    model = block.model
    if model.type == "list" and model.style == "bullet":
        return [(_plain(item), pointer(("items", index))) for index, item in enumerate(model.items)]
    if model.type == "indications":
        return [(item.label or "", pointer(("items", index, "label"))) for index, item in enumerate(model.items)]
    if model.type != "criteria":
        return []
    return [
        (item.text or "", pointer((name, index, "text")))
        for name in ("must", "may", "must_not")
        for index, item in enumerate(getattr(model, name))
    ]


_TAG = re.compile(r"<[^>]*>")


def _plain(rich_text: object) -> str:
    return _TAG.sub("", getattr(getattr(rich_text, "root", rich_text), "html", ""))
