"""A clinician without an account signs a treatment by a shared link: it is a clinical review like others."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from api.text.folding import fold
from cms.sharing import signatures
from cms.sharing.signatures import Signature
from cms.values.languages import language_read_by
from procedures.models.clinician import Clinician
from procedures.models.pages import ProcedurePage
from procedures.models.review_task import ClinicalReviewTask
from procedures.models.reviewing import begin, record, unfinished
from procedures.models.reviews import ReviewPolicy


class SignedTreatments:
    """As the hospital wants it of the kind of treatment."""

    def statement(self, page: Page) -> str | None:
        policy = ReviewPolicy.of(page) if isinstance(page, ProcedurePage) else ReviewPolicy()
        return (policy.statement or usual_statement()) if policy.signs_by_link else None

    def obstacles(self, page: Page) -> list[str]:
        return unfinished(page)

    def record(self, page: Page, signature: Signature, guest: User) -> None:
        clinician = clinician_named(signature, locale_id=page.locale_id)
        review = begin(page, clinician)
        review.signed_as, review.statement, review.read_digest = signature.name, signature.statement, signature.digest
        review.shared_with, review.shared_by = signature.for_whom, signature.shared_by
        revision = record(page, review, clinician, guest)
        state = page.current_workflow_task_state
        if state is not None and isinstance(state.task.specific, ClinicalReviewTask):
            state.revision = revision
            state.save(update_fields=["revision"])
            state.approve(user=guest)
        tell(clinician, page, signature)


def connect() -> None:
    signatures.register(ProcedurePage, SignedTreatments())


def usual_statement() -> str:
    return _(
        "I have read the whole page as it is shown here. It is clinically correct and safe for patients to follow, and"
        " I stand by it with my name until the next review."
    )


def clinician_named(signature: Signature, *, locale_id: int) -> Clinician:
    """Readers are told of clinicians of the hospital alone, so a signature is one of theirs. Raise ValidationError."""
    number = bare(signature.registration)
    public = Clinician.objects.filter(live=True).order_by("pk") if number else ()  # a dash stands for no number
    same = [each for each in public if bare(each.registration) == number and is_called(each, signature.name)]
    if not same:
        raise ValidationError(
            _(
                "No clinician of this hospital has this name and registration number. Look at both, or ask whoever sent"
                " you the link."
            )
        )
    return next((each for each in same if each.locale_id == locale_id), same[0])


def bare(number: str) -> str:
    return "".join(filter(str.isalnum, number)).casefold()


def is_called(clinician: Clinician, name: str) -> bool:
    """People write their names with and without titles and initials; the last name stands in all."""
    return fold(clinician.name).split()[-1] in fold(name).split()


def tell(clinician: Clinician, page: Page, signature: Signature) -> None:
    """Who has an account learns that somebody signed in their name."""
    user = clinician.account
    if user is None or not user.email:
        return
    address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('review_differences', args=[page.pk])}"
    with override(language_read_by(user)):
        subject = _("Signed in your name: %(title)s") % {"title": page.title}
        told = {"page": page, "clinician": clinician, "address": address} | vars(signature)
        text = render_to_string("procedures/signed.txt", told)
    mail.send_mail(" ".join(subject.split()), text, None, [user.email])
