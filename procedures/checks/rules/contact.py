"""Phones, and invitations to do the next thing."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Place, Text
from procedures.checks.wordings import wordings
from procedures.language.phones import find_phones
from procedures.language.words import count_words, shortened_end

_WORDINGS = wordings("contact")

_HOURS = re.compile(
    r"\b(?:hours?|24/7|a\.?m\.?|p\.?m\.?|monday|weekdays?|horas?|lunes|[0-9]{1,2}:[0-9]{2})\b", re.IGNORECASE
)
_INVITATION = _WORDINGS["invitation"]
_LONGEST_INVITATION = 30
_LONGEST_HELPLINE = 3
"""Characters of the numbers of a country's helplines: 111 and 988 are answered day and night."""
NOWHERE = gettext_noop("Readers who want to go on find no way to.")


@check("phone-without-hours", severity="hint", why=gettext_noop("People call at night and nobody answers."))
def phone_without_hours(page: Page) -> Iterator[Found]:
    contact = page.content.contact
    if contact is None or contact.phone is None or contact.hours or len(contact.phone.display) <= _LONGEST_HELPLINE:
        return
    if not any(map(_HOURS.search, page.shown_contact)):
        yield Found(
            message=_("{number} has no hours.").format(number=contact.phone.display),
            remedy=_("Say who answers and when, in the contact line's fields."),
            at=page.place_of("contact", "phone"),
        )


@check(
    "phone-in-prose",
    severity="warning",
    why=gettext_noop("Nobody can tap it, and it is not changed when the line changes."),
)
def phone_in_prose(page: Page) -> Iterator[Found]:
    seen = set(_lines_shown(page))
    for text in page.body:
        for phone in find_phones((text.text,), region=page.site.phone_region) if not text.is_linked else ():
            if phone.number not in seen:
                seen.add(phone.number)
                yield Found(
                    message=_("{number} is bare text that nobody can tap.").format(number=phone.display),
                    remedy=_("Use a contact line, a card “When to get help” or a link."),
                    at=text.place,
                )


def _lines_shown(page: Page) -> Iterator[str]:
    """Numbers that readers can tap somewhere on the page."""
    cards = (block.model.phone for block in page.blocks if block.model.type == "care_card")
    contacts = (block.model.contact for block in page.blocks if block.model.type == "contact")
    lines = (contact.phone for contact in (page.content.contact, *contacts) if contact is not None)
    return (phone.number for phone in (*cards, *lines) if phone is not None)


@check("call-to-action-without-target", severity="warning", why=NOWHERE)
def call_to_action_without_target(page: Page) -> Iterator[Found]:
    action = page.content.call_to_action
    if action is not None and action.target is None:
        yield _leads_nowhere(action.text, at=page.place_of("call_to_action"))
    for block in page.blocks:
        if block.model.type == "call_to_action" and block.model.target is None:
            yield _leads_nowhere(block.model.text, at=block.place)


@check("invitation-without-target", severity="warning", why=NOWHERE)
def invitation_without_target(page: Page) -> Iterator[Found]:
    """An invitation in running text that names neither phone nor link, alone or as its last sentence."""
    for text in page.body:
        if (
            text.role == "prose"
            and text.block != "care_card"
            and not text.is_item
            and _invites(page, text)
            and not _leads_somewhere(text, page)
        ):
            yield _leads_nowhere(shortened_end(text.text), at=text.place)


def _invites(page: Page, text: Text) -> bool:
    sentences = page.sentences_of(text)
    return any(_INVITATION.match(sentence) for sentence, _text in (*sentences[:1], *sentences[-1:]))


def _leads_somewhere(text: Text, page: Page) -> bool:
    is_long = count_words(text.text) > _LONGEST_INVITATION
    return is_long or text.is_linked or bool(find_phones((text.text,), region=page.site.phone_region))


def _leads_nowhere(words: str, *, at: Place) -> Found:
    return Found(
        message=_("“{words}” leads nowhere.").format(words=words),
        remedy=_("Choose the page, web address or phone it leads to."),
        at=at,
    )
