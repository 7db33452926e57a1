"""How far a translation is behind its source, as the log has it now."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Page

from api.contract.documents import TranslatedFrom
from api.models import Document, Edition
from cms.publishing.translating.behind import Behind, behind
from cms.publishing.translating.models import TranslationSource


def live_edition(translation_key: UUID, locale: str) -> int | None:
    """Number of what readers get now; None where they get nothing."""
    documents = Document.objects.filter(document_id=translation_key, locale=locale)
    number: int | None = documents.values_list("edition_id", flat=True).first()
    return number


def begin(page: Page, *, source_locale: str) -> TranslationSource:
    """From now on the page is known to say what the source says now."""
    number = live_edition(page.translation_key, source_locale)
    given = {"source_locale": source_locale, "edition": number, "given_title": page.title, "given_slug": page.slug}
    source, _ = TranslationSource.objects.update_or_create(page_id=page.pk, defaults={**given, "sections": {}})
    return source


def source_of(page: Page) -> TranslationSource | None:
    return TranslationSource.objects.filter(page=page.pk).first()


def source_page_of(source: TranslationSource, page: Page) -> Page | None:
    """None where it was deleted."""
    same = Page.objects.filter(translation_key=page.translation_key, locale__language_code=source.source_locale)
    return same.filter(alias_of=None).first()


def translated_from(source: TranslationSource, page: Page) -> TranslatedFrom:
    found = behind_of(source, page)
    return TranslatedFrom(
        source_locale=source.source_locale,
        source_edition=source.edition,
        state="behind" if found else "current",
        behind_sections=[UUID(section) for section in found.sections],
    )


def behind_of(source: TranslationSource, page: Page) -> Behind:
    now = live_edition(page.translation_key, source.source_locale)
    if now is None or source.edition is None or now == source.edition:
        return Behind()
    bodies = read_bodies({now, source.edition, *source.sections.values()})
    whole = behind(bodies[source.edition], bodies[now])
    brought = {
        section for section, number in source.sections.items() if is_current(section, bodies[number], bodies[now])
    }
    later = [section for section in source.sections if section not in brought and section not in whole.sections]
    return Behind(sections=(*(each for each in whole.sections if each not in brought), *later), members=whole.members)


def is_current(section: str, before: dict[str, Any], now: dict[str, Any]) -> bool:
    return section not in behind(before, now).sections


def read_bodies(numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Without those that are in no log: numbers somebody has typed. They say nothing."""
    wanted = set(numbers)
    found = Edition.objects.filter(number__in=wanted, event=Edition.Event.PUBLISHED).values_list("number", "body")
    return {number: {} for number in wanted} | {number: json.loads(bytes(body or b"{}")) for number, body in found}
