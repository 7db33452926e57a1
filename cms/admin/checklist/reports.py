"""What was waived, and what is public with something missing."""

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn, UserColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from cms.admin.dates import day, moment
from cms.admin.subjects import seen_by
from cms.publishing.requirements.models import Lack, Waiver, is_in_force
from cms.values.languages import named_in_settings

IN_FORCE, OVER, TAKEN_BACK = "in_force", "over", "taken_back"
STATES = {IN_FORCE: _("In force"), OVER: _("Over"), TAKEN_BACK: _("Taken back")}


def state_of(waiver: Waiver) -> str:
    if waiver.ended_at is not None:
        return str(STATES[TAKEN_BACK])
    return str(STATES[IN_FORCE if waiver.is_in_force else OVER])


def in_state(waivers: QuerySet[Waiver], name: str, state: str) -> QuerySet[Waiver]:
    today = timezone.localdate()
    conditions = {
        IN_FORCE: Q(ended_at=None, until__gte=today),
        OVER: Q(ended_at=None, until__lt=today),
        TAKEN_BACK: Q(ended_at__isnull=False),
    }
    return waivers.filter(conditions[state])


def languages(*args: object) -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in get_content_languages().items()]


def who_waived(request: object) -> QuerySet[User]:
    return get_user_model().objects.filter(pk__in=Waiver.objects.values("waived_by"))


class WaiverFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=list(STATES.items()), method=in_state)
    locale = django_filters.ChoiceFilter(label=_("Language"), choices=languages)
    waived_by = django_filters.ModelChoiceFilter(label=_("By"), queryset=who_waived, empty_label=_("Anyone"))

    class Meta:
        model = Waiver
        fields = ["state", "locale", "waived_by"]


class WaiversView(ReportView):
    """All that was ever waived, newest first."""

    model = Waiver
    page_title = _("Waived")
    header_icon = "clipboard-list"
    index_url_name = "publishing:waivers"
    index_results_url_name = "publishing:waivers_results"
    results_template_name = "cms/admin/waivers_results.html"
    filterset_class = WaiverFilters
    columns = [
        TitleColumn("title", label=_("Page"), get_url=lambda waiver: edit_address(waiver.page_id)),
        Column("language", label=_("Language"), accessor=lambda waiver: named_in_settings(waiver.locale)),
        Column("told", label=_("What is missing")),
        Column("reason", label=_("Why it may be")),
        UserColumn("waived_by", label=_("By")),
        Column("until", label=_("Last day"), accessor=lambda waiver: day(waiver.until)),
        Column("state", label=_("State"), accessor=lambda waiver: state_of(waiver)),
    ]
    list_export = [
        "title",
        "locale",
        "code",
        "told",
        "reason",
        "waived_by",
        "waived_at",
        "until",
        "ended_by",
        "ended_at",
    ]
    export_headings = {
        "title": _("Page"),
        "told": _("What is missing"),
        "locale": _("Language"),
        "until": _("Last day"),
    }

    def get_filename(self) -> str:
        return f"waived-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> QuerySet[Waiver]:
        """Of pages that somebody else's eyes alone may see, nothing; of pages that are gone, what was waived."""
        hidden = Page.objects.exclude(pk__in=seen_by(self.request.user).values("pk"))
        return Waiver.objects.exclude(page__in=hidden.values("pk")).select_related("waived_by", "ended_by")


def edit_address(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


class LackFilters(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=languages, field_name="page__locale__language_code"
    )

    class Meta:
        model = Lack
        fields = ["language"]


class LacksView(ReportView):
    """What is public with something missing that the hospital asks for, the longest first."""

    model = Lack
    page_title = _("To be mended")
    header_icon = "tasks"
    index_url_name = "publishing:lacks"
    index_results_url_name = "publishing:lacks_results"
    results_template_name = "cms/admin/lacks_results.html"
    filterset_class = LackFilters
    columns = [
        TitleColumn("page", label=_("Page"), get_url=lambda lack: edit_address(lack.page_id)),
        Column(
            "language", label=_("Language"), accessor=lambda lack: named_in_settings(lack.page.locale.language_code)
        ),
        Column("told", label=_("What is missing")),
        Column("why", label=_("Why it is public"), accessor=lambda lack: why_public(lack)),
        Column("since", label=_("Since"), accessor=lambda lack: moment(lack.since)),
    ]
    list_export = ["page.title", "page.locale.language_code", "code", "told", "waived_until", "since"]
    export_headings = {
        "page.title": _("Page"),
        "told": _("What is missing"),
        "page.locale.language_code": _("Language"),
    }

    def get_filename(self) -> str:
        return f"to-be-mended-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> QuerySet[Lack]:
        same = Waiver.objects.filter(page=OuterRef("page"), code=OuterRef("code"), passage=OuterRef("passage"))
        newest = same.order_by("-pk")[:1]
        return (
            Lack.objects.filter(page__live=True, page__in=seen_by(self.request.user))
            .select_related("page", "page__locale")
            .annotate(
                waived_until=Subquery(newest.values("until")),
                waiver_ended=Subquery(newest.values("ended_at")),
            )
        )


def why_public(lack: Lack) -> str:
    until = getattr(lack, "waived_until", None)
    if until is None:
        return gettext("It was public before this was asked")
    if is_in_force(until=until, is_ended=getattr(lack, "waiver_ended", None) is not None):
        return gettext("Waived until {until}").format(until=day(until))
    return gettext("It was waived; the waiver is over")
