"""What the dialog says to whoever is about to approve."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import Page

from procedures.models import ClinicalReview, Clinician, ProcedurePage
from procedures.models.review_task import newest
from procedures.models.reviewing import clinician_of, last_review_of, next_review_of, why_not

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class Approval:
    clinician: Clinician | None
    problems: list[str]
    """Why it cannot be."""
    before: ClinicalReview | None
    next_review: date | None


@register.simple_tag
def approval_of(page: Page, user: User) -> Approval:
    draft = newest(page)
    return Approval(
        clinician=clinician_of(user, locale_id=page.locale_id),
        problems=why_not(draft, user),
        before=last_review_of(page),
        next_review=next_review_of(draft, timezone.localdate()) if isinstance(draft, ProcedurePage) else None,
    )
