"""Why there is no live document at an address: it never existed, it was withdrawn, or it moved."""

from typing import cast

from api.catalogue import DocumentType
from api.contract.problems import WithdrawalReason
from api.contract.values import DocumentLink, DocumentTypeName
from api.models import Document, Edition
from api.problems import Gone, NeverExisted, ProblemException


def absence(kind: DocumentType, *, locale: str, slug: str) -> ProblemException:
    """The error to raise. Reads the log only, so drafts cannot be told from what never was."""
    editions = Edition.objects.filter(type=kind.name, locale=locale).defer("body")
    last = editions.filter(slug=slug).order_by("-number").first()
    if last is None:
        return NeverExisted(
            f"There is no {kind.name} {slug!r} in {locale!r}. /api/v1/{kind.collection}/ lists what there is."
        )
    if last.event == Edition.Event.WITHDRAWN:
        return _gone(last)
    return _moved(last)


def _gone(last: Edition) -> Gone:
    reason = cast(WithdrawalReason, last.reason)
    return Gone(f"“{last.title}” is no longer published ({reason}). Remove copies of it.", reason=reason)


def _moved(last: Edition) -> Gone:
    """The slug was given up: the document lives on elsewhere, or was withdrawn there."""
    of_document = Edition.objects.filter(type=last.type, document_id=last.document_id, locale=last.locale)
    newest = of_document.defer("body").order_by("-number")[0]
    is_live = Document.objects.filter(edition_id=newest.number).exists()
    if not is_live:
        return _gone(newest)
    link = DocumentLink(
        type=cast(DocumentTypeName, newest.type),
        id=newest.document_id,
        slug=newest.slug,
        path=newest.path or None,
        title=newest.title,
    )
    return Gone(f"“{newest.title}” is now at the slug {newest.slug!r}.", reason="moved", replacement=link)
