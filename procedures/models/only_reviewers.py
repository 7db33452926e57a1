"""A page that a clinician has reviewed may not lose its only reviewer unseen: a review is somebody's."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.signals import pre_save
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from procedures.models.clinician import Clinician
from procedures.models.pages import ProcedureReviewer

MOST_NAMED = 5


def connect() -> None:
    pre_save.connect(on_clinician_saved, sender=Clinician)


def on_clinician_saved(sender: type[Clinician], instance: Clinician, raw: bool = False, **rest: object) -> None:
    """Before it is unpublished, or given a last day. Raises ValidationError."""
    is_leaving = not instance.live or instance.expire_at is not None
    if raw or not is_leaving or not Clinician.objects.filter(pk=instance.pk, live=True).exists():
        return
    rows = only_reviews_of(instance)
    if rows:
        named = [f"“{row.page}”" for row in rows[:MOST_NAMED]]
        more = [_("{number} more").format(number=len(rows) - MOST_NAMED)] if rows[MOST_NAMED:] else []
        raise ValidationError(
            _("{name} is the only reviewer of {pages}. Let another clinician review it first.").format(
                name=instance.name, pages=get_text_list([*named, *more], _("and"))
            )
        )


def only_reviews_of(clinician: Clinician) -> "QuerySet[ProcedureReviewer]":
    """Of public pages that no other public clinician vouches for."""
    same_page = ProcedureReviewer.objects.filter(page=OuterRef("page"), clinician__live=True)
    reviews = ProcedureReviewer.objects.filter(clinician=clinician.pk, page__live=True).select_related("page")
    return reviews.exclude(Exists(same_page.exclude(clinician=clinician.pk))).order_by("page__title")
