"""Why there is no document at an address: it never existed, it was withdrawn, or it moved."""

from datetime import datetime
from typing import cast

from django.conf import settings

from api.contract.answers.problems import RecallClass, WithdrawalReason
from api.contract.catalogue import DocumentType
from api.contract.values import DocumentLink, DocumentTypeName
from api.http.problems import Gone, NeverExisted, ProblemException
from api.log.expiry import unexpired
from api.log.history import editions_until
from api.log.models import Document, Edition


def absence(kind: DocumentType, *, locale: str, slug: str, moment: datetime | None = None) -> ProblemException:
    """The error to raise, as of the moment or now. Reads the log only, so drafts cannot be told from what never was."""
    editions = editions_until(moment).filter(type=kind.name, locale=locale)
    last = editions.filter(slug=slug).order_by("-number").first()
    if last is None:
        return never_existed(kind, locale=locale, slug=slug, moment=moment)
    newest = editions.filter(document_id=last.document_id).order_by("-number")[0]
    if newest.is_public:
        return moved(newest)
    return gone(newest, moment=moment)


def never_existed(kind: DocumentType, *, locale: str, slug: str, moment: datetime | None) -> NeverExisted:
    if moment is not None:
        return NeverExisted(f"No {kind.name} {slug!r} had been published in {locale!r} by {moment.isoformat()}.")
    tags = [tag for tag, _ in settings.LANGUAGES]
    elsewhere = Document.objects.filter(unexpired(), type=kind.name, locale__in=tags, slug=slug).order_by("locale")
    languages = " or ".join(f"locale={tag}" for tag in elsewhere.values_list("locale", flat=True).distinct())
    where = f"Ask with {languages}" if languages else f"/api/v1/{kind.collection}/ lists what there is"
    return NeverExisted(f"There is no {kind.name} {slug!r} in {locale!r}. {where}.")


def moved(newest: Edition) -> Gone:
    """The slug was given up, and the document lives on elsewhere."""
    return Gone(f"“{newest.title}” is now at the slug {newest.slug!r}.", reason="moved", replacement=link_to(newest))


def gone(edition: Edition, *, moment: datetime | None = None, detail: str = "") -> Gone:
    """For a withdrawal, or for a published edition whose time is over."""
    reason = cast(WithdrawalReason, edition.reason or "expired")
    return Gone(
        detail or explain(edition, reason=reason, is_past=moment is not None),
        reason=reason,
        recall_class=cast(RecallClass, edition.recall_class) or None,
        replacement=replacement_of(edition, moment=moment),
    )


def withdrew(edition: Edition) -> Gone:
    """For an edition asked for by its number that is a withdrawal itself."""
    name = f"{edition.type} {edition.slug!r}"
    detail = f"Edition {edition.number} has no text: it withdrew the {name} ({edition.reason})."
    return gone(edition, detail=detail)


def explain(edition: Edition, *, reason: str, is_past: bool) -> str:
    """Without its title: what was withdrawn is no longer public."""
    name = f"The {edition.type} {edition.slug!r}"
    if is_past:
        return f"{name} was not published then ({reason})."
    if reason == "recalled":
        return f"{name} has been recalled. Remove copies of it at once."
    return f"{name} is no longer published ({reason}). Remove copies of it."


def replacement_of(edition: Edition, *, moment: datetime | None) -> DocumentLink | None:
    """What the recall names, where it stands at the moment or now; None when the public cannot read it."""
    if edition.replacement_id is None:
        return None
    editions = editions_until(moment).filter(
        type=edition.replacement_type, document_id=edition.replacement_id, locale=edition.locale
    )
    newest = editions.order_by("-number").first()
    return link_to(newest) if newest is not None and newest.is_public else None


def link_to(edition: Edition) -> DocumentLink:
    return DocumentLink(
        type=cast(DocumentTypeName, edition.type),
        id=edition.document_id,
        slug=edition.slug,
        path=edition.path or None,
        title=edition.title,
        locale=edition.locale,
    )
