"""A clinician approves a page: what is recorded, and what the page says of it."""

from collections.abc import Mapping
from copy import copy
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.publishing.log.entries import Entry
from cms.publishing.publications.decisions import ContractViolationError, serialise
from cms.publishing.publications.registry import publication_of
from cms.publishing.rendering.context import Context
from cms.publishing.rows.surroundings import Surroundings
from cms.publishing.unfinished import Finishable, problems_of
from procedures.models.clinician import Clinician
from procedures.models.pages import ProcedurePage, ProcedureReviewer
from procedures.models.reviews import ClinicalReview, ReviewPolicy, months_between_reviews
from procedures.models.said import said_by
from procedures.review.lapses import Lapse, lapses
from procedures.review.states import later

REVIEWED = "procedures.review"
"""Action in the log of the page."""


def clinician_of(user: User | AnonymousUser, *, locale_id: int | None = None) -> Clinician | None:
    """The public entry that the account belongs to, in the language if there is one. None: nobody may say who it is."""
    if not user.is_authenticated:
        return None
    own = Clinician.objects.filter(account=user, live=True).order_by("pk").first()
    if own is None or own.locale_id == locale_id:
        return own
    same = Clinician.objects.filter(translation_key=own.translation_key, locale=locale_id, live=True)
    return same.first() or own


def why_not(page: Page, user: User | AnonymousUser) -> list[str]:
    """Why somebody cannot approve what the page says now, and what to do about it."""
    found = [] if clinician_of(user) else [without_clinician()]
    return found + unfinished(page)


def unfinished(page: Page) -> list[str]:
    if not isinstance(page, Finishable):
        return []
    return [message for messages in problems_of(page).values() for message in messages]


def without_clinician() -> str:
    return _(
        "Your account belongs to no clinician, so nobody could be named for this review. Ask whoever gives out accounts"
        " to choose it in your entry under Shared content, Clinicians, and to publish that."
    )


@transaction.atomic
def approve(page: Page, user: User) -> Revision:
    """Record that the clinician behind the account vouches for what the newest draft says. Returns the draft that
    names the review. Raise ValidationError where it cannot be.
    """
    if problems := why_not(page, user):
        raise ValidationError(problems)
    clinician = clinician_of(user, locale_id=page.locale_id)
    assert clinician is not None  # noqa: S101  else there is a reason why not
    review = begin(page, clinician)
    review.account = user
    return record(page, review, clinician, user)


def record(page: Page, review: ClinicalReview, clinician: Clinician, user: User) -> Revision:
    """Whoever it was has been asked for already. Raise ValidationError where the draft cannot be published."""
    if isinstance(page, ProcedurePage):
        name_reviewer(page, clinician)
        page.clinical_review = review
        review.next_review, review.sections = page.next_review, to_json(page)
    review.digest, review.body = content_of(page)
    review.save()
    if isinstance(page, ProcedurePage):
        page.clinical_review = review  # which has a number now
    revision: Revision = page.save_revision(user=user, clean=False)
    log(instance=page, action=REVIEWED, user=user, revision=revision, data=data_of(review))
    return revision


def name_reviewer(page: ProcedurePage, clinician: Clinician) -> None:
    """Whoever has vouched for the same words today stays named: some pages are read by two."""
    today = timezone.localdate()
    is_same = page.last_reviewed == today and page.clinical_review is not None and not lapses_of(page)
    others = [row.clinician for row in page.reviewers.all()] if is_same else []
    people = [*(each for each in others if each.pk != clinician.pk), clinician]
    page.reviewers.set([ProcedureReviewer(clinician=each, sort_order=order) for order, each in enumerate(people)])
    page.last_reviewed = today
    page.next_review = next_review_of(page, today)


def next_review_of(page: ProcedurePage, today: date) -> date:
    return later(today, months=months_between_reviews(page, ReviewPolicy.of(page)))


def begin(page: Page, clinician: Clinician) -> ClinicalReview:
    return ClinicalReview(
        page_id=page.pk,
        title=page.title,
        locale=page.locale.language_code,
        name=clinician.name,
        credentials=clinician.credentials,
        registration=clinician.registration,
        clinician=clinician,
        before=last_review_of(page),
    )


def to_json(page: ProcedurePage) -> dict[str, object]:
    return {key: each.to_json() for key, each in said_by(page).items()}


def content_of(page: Page) -> tuple[str, str]:
    """Digest and body of the document that says what the draft says. Raise ValidationError where none could."""
    publication = publication_of(page)
    if publication is None:
        return "", ""
    shown = copy(page)
    shown.live = True  # as it is once published: else it would be missing from its own breadcrumbs
    context = Context(locale=page.locale.language_code, surroundings=Surroundings.of([shown]))
    try:
        content, context = serialise(publication, shown, context)
    except ContractViolationError as error:
        raise ValidationError(str(error)) from error
    if content is None:
        return "", ""
    entry = Entry(type=publication.document_type, content=content, keys=context.keys)
    return entry.digest, entry.body.decode()


def data_of(review: ClinicalReview) -> Mapping[str, object]:
    return {
        "review": review.pk,
        "name": review.name,
        "credentials": review.credentials,
        "registration": review.registration,
        "digest": review.digest,
        **({"for_whom": review.shared_with, "read_digest": review.read_digest} if review.read_digest else {}),
    }


def last_review_of(page: Page) -> ClinicalReview | None:
    """The newest of the page, whatever has become of the draft since."""
    return ClinicalReview.objects.filter(page=page.pk).defer("body", "sections").first()


def lapses_of(page: ProcedurePage) -> list[Lapse]:
    """What the page says otherwise than when it was reviewed. Nothing where that is recorded elsewhere."""
    review = page.clinical_review
    if review is None:
        return []
    return lapses(review.said, said_by(page), locale=review.locale)


def is_signed(page: Page) -> bool:
    """By a link, and the draft is exactly what was recorded then."""
    review = page.clinical_review if isinstance(page, ProcedurePage) else None
    if review is None or not review.read_digest:
        return False
    try:
        return content_of(page)[0] == review.digest
    except ValidationError:
        return False
