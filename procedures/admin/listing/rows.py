"""What the list of treatments says of each, read by the query that reads the treatments."""

from datetime import date, datetime
from typing import Protocol

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page

from procedures.models import ProcedurePage, ProcedureReviewer, Specialty

DRAFT = "*"
"""Marks the code of a language in which the treatment is not public."""


class TreatmentRow(Protocol):
    """A treatment with what ``with_details`` adds."""

    title: str
    slug: str
    locale: Locale
    status_string: str
    latest_revision_created_at: datetime | None
    last_reviewed: date | None
    next_review: date | None
    specialty_names: list[str]
    reviewer_names: list[str]
    language_codes: list[str]
    errors: int | None
    warnings: int | None
    hints: int | None


def with_details(pages: QuerySet[ProcedurePage]) -> QuerySet[ProcedurePage]:
    return pages.annotate(
        specialty_names=ArraySubquery(
            Specialty.objects.filter(procedures=OuterRef("pk")).order_by("name").values("name")
        ),
        reviewer_names=ArraySubquery(
            ProcedureReviewer.objects.filter(page=OuterRef("pk")).order_by("sort_order").values("clinician__name")
        ),
        language_codes=ArraySubquery(
            Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None)
            .order_by("locale_id")
            .values(code=Concat("locale__language_code", Case(When(live=True, then=Value("")), default=Value(DRAFT))))
        ),
        errors=F("checked__errors"),
        warnings=F("checked__warnings"),
        hints=F("checked__hints"),
    )


def specialties_of(row: TreatmentRow) -> str:
    return ", ".join(row.specialty_names)


def reviewers_of(row: TreatmentRow) -> str:
    return ", ".join(row.reviewer_names)


def languages_of(row: TreatmentRow) -> str:
    """All that the treatment is written in."""
    names = get_content_languages()
    said = ((code.removesuffix(DRAFT), code.endswith(DRAFT)) for code in row.language_codes)
    return ", ".join(
        (_("{language} (draft)") if is_draft else "{language}").format(language=names.get(code, code))
        for code, is_draft in said
    )


def findings_of(row: TreatmentRow) -> str:
    """Empty until the worker has looked."""
    if row.errors is None:
        return ""
    errors, warnings, hints = row.errors, row.warnings or 0, row.hints or 0
    counts = (
        (errors, ngettext("{number} error", "{number} errors", errors)),
        (warnings, ngettext("{number} warning", "{number} warnings", warnings)),
        (hints, ngettext("{number} hint", "{number} hints", hints)),
    )
    return ", ".join(words.format(number=number) for number, words in counts if number) or _("none")


def review_due(row: TreatmentRow) -> str:
    """The day, as the editor's language writes it."""
    if row.next_review is None:
        return _("no date")
    day = date_format(row.next_review)
    return _("{day}: overdue").format(day=day) if row.next_review < timezone.localdate() else day
