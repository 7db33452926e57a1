"""What the list of treatments can be narrowed to."""

from collections.abc import Callable, Mapping

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from procedures.models import Clinician, ProcedurePage, Specialty
from procedures.watching.waiting import due_review, forgotten_draft, overdue_review

Pages = QuerySet[ProcedurePage]
Condition = Callable[[], Q]

STATES: dict[str, tuple[str | Promise, Condition]] = {
    "live": (_("Live"), lambda: Q(live=True)),
    "changed": (_("Live, with a newer draft"), lambda: Q(live=True, has_unpublished_changes=True)),
    "draft": (_("Draft, not public"), lambda: Q(live=False, expired=False)),
    "expired": (_("Expired"), lambda: Q(live=False, expired=True)),
    "scheduled": (
        _("Scheduled"),
        lambda: Q(go_live_at__isnull=False, live=False) | Q(revisions__approved_go_live_at__isnull=False),
    ),
    "forgotten": (_("Draft, saved by nobody for 30 days"), forgotten_draft),
}
REVIEWS: dict[str, tuple[str | Promise, Condition]] = {
    "overdue": (_("Overdue"), overdue_review),
    "soon": (_("Due within 60 days"), due_review),
    "none": (_("No date"), lambda: Q(next_review=None)),
    "nobody": (_("Reviewed by nobody"), lambda: Q(reviewers=None)),
}
FINDINGS: dict[str, tuple[str | Promise, Condition]] = {
    "errors": (_("With errors"), lambda: Q(checked__errors__gt=0)),
    "warnings": (_("With warnings"), lambda: Q(checked__warnings__gt=0)),
    "none": (_("Without errors and warnings"), lambda: Q(checked__errors=0, checked__warnings=0)),
}


class OneOf(ChoiceFilter):
    """Conditions by name. Asked for by key, so that a search in the same list needs no index of what they look at."""

    def __init__(self, conditions: Mapping[str, tuple[str | Promise, Condition]], *, label: str | Promise) -> None:
        choices = [(name, words) for name, (words, _condition) in conditions.items()]
        super().__init__(choices=choices, label=label, empty_label=_("Any"), widget=RadioSelect)
        self.conditions = conditions

    def filter(self, pages: Pages, value: str) -> Pages:
        if value not in self.conditions:
            return pages
        return narrowed(pages, self.conditions[value][1]())


class ThroughRelation(ModelMultipleChoiceFilter):
    """At least one of the chosen."""

    def filter(self, pages: Pages, value: QuerySet[Model]) -> Pages:
        return narrowed(pages, Q(**{f"{self.field_name}__in": list(value)})) if value else pages


class NotIn(ChoiceFilter):
    """Without a page of its own in the language."""

    def filter(self, pages: Pages, value: str) -> Pages:
        if not value:
            return pages
        translations = Page.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=value)
        return pages.filter(id__in=ProcedurePage.objects.exclude(Exists(translations)).values("id"))


def narrowed(pages: Pages, condition: Q) -> Pages:
    return pages.filter(id__in=ProcedurePage.objects.filter(condition).values("id"))


def specialties(request: HttpRequest) -> QuerySet[Specialty]:
    return Specialty.objects.order_by("name", "locale_id")


def owners(request: HttpRequest) -> QuerySet[User]:
    owned = ProcedurePage.objects.filter(owner__isnull=False)
    return get_user_model().objects.filter(pk__in=owned.values("owner")).order_by("last_name", "username")


def clinicians(request: HttpRequest) -> QuerySet[Clinician]:
    return Clinician.objects.order_by("name", "locale_id")


class TreatmentFilters(WagtailFilterSet):
    state = OneOf(STATES, label=_("State"))
    review = OneOf(REVIEWS, label=_("Clinical review"))
    findings = OneOf(FINDINGS, label=_("Findings of the content checks"))
    specialties = ThroughRelation(label=_("Specialty"), queryset=specialties, widget=CheckboxSelectMultiple)
    reviewers = ThroughRelation(
        field_name="reviewers__clinician",
        label=_("Reviewer"),
        queryset=clinicians,
        widget=CheckboxSelectMultiple,
    )
    owner = ThroughRelation(label=_("Owner of the page"), queryset=owners, widget=CheckboxSelectMultiple)
    missing = NotIn(
        label=_("Not yet in"), choices=lambda: get_content_languages().items(), empty_label=_("Any"), widget=RadioSelect
    )

    class Meta:
        model = ProcedurePage
        fields: list[str] = []
