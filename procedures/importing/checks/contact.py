"""Checks of phones, shared contact content and calls to action."""

import re
from collections.abc import Iterator

from procedures.importing.checks.examined import Examined, list_in_words
from procedures.importing.findings import Finding
from procedures.importing.phones import find_phones
from procedures.language.words import words_in

_HOURS = re.compile(r"\b(?:hours?|24/7|a\.?m\.?|p\.?m\.?|monday|weekdays?|[0-9]{1,2}:[0-9]{2})\b", re.IGNORECASE)


def check_shared_contact(page: Examined) -> Iterator[Finding]:
    contact = page.outline.contact
    if contact is None:
        return
    names = {word for name in page.outline.names for word in words_in(name)}
    words = {word for text in contact.paragraphs for word in words_in(text.text)}
    first = contact.heading or contact.paragraphs[0]
    heading = f"“{contact.heading.text}” " if contact.heading else "This "
    about = "" if names & words else " It does not name this treatment."
    yield Finding(
        "shared-contact",
        "warning",
        f"{heading}is a contact text that pages copy.{about} Choose the specialty's shared contact instead,"
        " which is edited once.",
        first.span.first,
    )


def check_contact_phones(page: Examined) -> Iterator[Finding]:
    contact = page.outline.contact
    if contact is None or not contact.phones or any(_HOURS.search(text.text) for text in contact.paragraphs):
        return
    numbers = list_in_words(phone.display for phone in contact.phones)
    yield Finding(
        "phone-without-hours",
        "hint",
        f"{numbers} has no label and no hours. Say who answers and when, in the contact's fields.",
        contact.phones[0].line,
    )


def check_phones_in_prose(page: Examined) -> Iterator[Finding]:
    for phone in find_phones(page.body, region=page.region):
        yield Finding(
            "phone-in-prose",
            "warning",
            f"{phone.display} is bare text that nobody can tap. Use a contact block or a link.",
            phone.line,
        )


def check_call_to_action(page: Examined) -> Iterator[Finding]:
    action = page.outline.call_to_action
    if action is not None:
        yield Finding(
            "call-to-action-without-target",
            "error",
            f"“{action.text.text}” leads nowhere: its link was lost. Choose the page, address or phone it leads to.",
            action.text.span.first,
        )
