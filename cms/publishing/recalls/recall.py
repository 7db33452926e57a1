"""Takes a published page away from readers now, and says why and what to read instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from api.contract.answers.problems import RecallClass
from cms.publishing.following import causes, notes
from cms.publishing.log import writing
from cms.publishing.log.entries import Withdrawal
from cms.publishing.publications.registry import publication_of
from cms.publishing.recalls.models import Recall
from cms.publishing.rendering.keys import keys_of
from cms.publishing.rows.holding import hold
from cms.publishing.rows.in_progress import begin_reading


class NotPublishedError(Exception):
    """Only what readers can see can be recalled."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("“{page}” is not published, so there is nothing to recall.").format(page=page))


class Replacement(TypedDict):
    replacement_type: str
    replacement_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the editor decided."""

    recall_class: RecallClass
    note: str = ""
    replacement: Page | None = None
    """A published page to read instead, of any type; None when there is none."""
    user: User | None = None


@transaction.atomic
def recall(pages: Iterable[Page], order: Order) -> list[Recall]:
    """Withdraw the pages and their aliases, unpublish them, and lock them against being published by mistake.

    Raises NotPublishedError; then nothing is recalled.
    """
    pages = list(pages)
    hold(pages)
    begin_reading()
    return [recalled for page in pages for recalled in recall_page(page.specific, order)]


def recall_page(page: Page, order: Order) -> list[Recall]:
    withdrawn = [withdraw(each, order) for each in (page, *(alias.specific for alias in page.aliases.all()))]
    if withdrawn[0] is None:
        raise NotPublishedError(page)
    page.unpublish(user=order.user, log_action="cms.recall")
    type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=order.user, locked_at=timezone.now())
    return [record for record in withdrawn if record is not None]


def withdraw(page: Page, order: Order) -> Recall | None:
    """The record; None when readers could not see the page."""
    publication = publication_of(page)
    if publication is None:
        return None
    replacement = replacement_of(order)
    withdrawal = Withdrawal(reason="recalled", recall_class=order.recall_class, **replacement)
    edition = writing.withdraw(publication.address_of(page), withdrawal)
    if edition is None:
        return None
    notes.announce(keys_of(page), cause=causes.RECALLED.format(name=page))
    return Recall.objects.create(
        type=edition.type,
        document_id=edition.document_id,
        locale=edition.locale,
        title=edition.title,
        edition=edition.number,
        recall_class=order.recall_class,
        note=order.note,
        replacement_title=str(order.replacement or ""),
        recalled_by=order.user,
        **replacement,
    )


def replacement_of(order: Order) -> Replacement:
    replacement = order.replacement.specific if order.replacement else None
    publication = publication_of(replacement) if replacement else None
    if replacement is None or publication is None:
        return {"replacement_type": "", "replacement_id": None}
    return {
        "replacement_type": publication.document_type.name,
        "replacement_id": replacement.translation_key,
    }
