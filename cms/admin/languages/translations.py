"""A translation beside its source: what has changed there since, and which translations are behind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log
from wagtail.models import Page

from cms.admin.history.differences import Change, compare
from cms.admin.history.lines import words
from cms.admin.history.outline import Part, outline
from cms.admin.subjects import seen_by, subject_of
from cms.publishing.publications.preview import preview_context
from cms.publishing.translating.behind import Behind
from cms.publishing.translating.comparing import compare_changed, sources_behind
from cms.publishing.translating.models import TranslationSource
from cms.publishing.translating.states import (
    begin,
    behind_of,
    live_edition,
    read_bodies,
    source_of,
    source_page_of,
)
from cms.values.languages import language_of

EVERYTHING = "everything"
ACTION = "cms.translation_current"
Body = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class BehindPart:
    """A section, or something beside the sections, that says something else in the source since."""

    key: str
    name: str
    is_section: bool
    changes: list[Change]
    here: Part
    """What the translation says there now, its draft included."""


def address_of(page: Page) -> str:
    return reverse("publishing:translation", args=[page.pk])


class TranslationView(WagtailAdminTemplateMixin, TemplateView):
    """Section by section: what has changed in the source, beside what the translation says."""

    template_name = "cms/admin/translation.html"
    page_title = _("Compare with the source")
    header_icon = "globe"
    page: Page

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=options["page_id"]).specific
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.source = source_of(self.page)
        self.language = self.source.source_locale if self.source else self.request.POST.get("language", "")
        return super().dispatch(request, *args, **options)

    def get_page_subtitle(self) -> str:
        return str(self.page)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": str(self.page_title)}]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(gettext("Edit"), url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]), icon_name="edit")
        ]

    def get_context_data(self, **options: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**options)
        if self.source is None:
            others = self.page.get_translations().filter(alias_of=None).select_related("locale")
            codes = [other.locale.language_code for other in others]
            return context | {"languages": [(code, language_of(code)) for code in codes]}
        now = live_edition(self.page.translation_key, self.source.source_locale)
        return context | {
            "source": self.source,
            "language": language_of(self.source.source_locale),
            "own_language": language_of(self.page.locale.language_code),
            "now": now,
            "parts": list(parts_behind(self.source, self.page, now)) if now else [],
            "history_url": self.history_url(),
        }

    def history_url(self) -> str | None:
        original = source_page_of(self.source, self.page) if self.source else None
        subject = subject_of(original.specific) if original else None
        return subject.url("history") if subject and subject.may_be_seen_by(self.request.user) else None

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if self.source is None:
            self.begin()
        else:
            self.bring_up_to_date(self.source, request.POST.get("part", ""))
        return redirect(address_of(self.page))

    def begin(self) -> None:
        if not self.page.get_translations().filter(locale__language_code=self.language).exists():
            raise Http404
        begin(self.page, source_locale=self.language)
        messages.success(
            self.request,
            gettext("From now on, changes in {language} are shown here.").format(language=language_of(self.language)),
        )

    def bring_up_to_date(self, source: TranslationSource, part: str) -> None:
        """With the edition that was shown: what the source says since is still behind."""
        try:
            number = int(self.request.POST.get("edition", ""))
        except ValueError:
            raise Http404 from None
        if not read_bodies([number])[number]:
            raise Http404
        if part == EVERYTHING:
            source.edition, source.sections = number, {}
        else:
            source.sections = {**source.sections, part: number}
        source.save(update_fields=["edition", "sections"])
        log(self.page, ACTION, data={"locale": source.source_locale, "edition": number})
        whole = gettext("The translation is marked as up to date with {language}.")
        section = gettext("The section is marked as up to date with {language}.")
        done = whole if part == EVERYTHING else section
        messages.success(self.request, done.format(language=language_of(source.source_locale)))


def parts_behind(source: TranslationSource, page: Page, now: int) -> Iterator[BehindPart]:
    found = behind_of(source, page)
    if not found:
        return
    before = {section: source.sections.get(section, cast(int, source.edition)) for section in found.sections}
    bodies = read_bodies({now, cast(int, source.edition), *before.values()})
    document = preview_context(page.get_latest_revision_as_object()).get("document")
    here: Body = document.model_dump(mode="json") if document else {}
    for section, number in before.items():
        old, new = only_section(bodies[number], section), only_section(bodies[now], section)
        yield behind_part(section, old, new, only_section(here, section), name=heading_of(new) or heading_of(old))
    for member in found.members:
        old, new = (only_member(bodies[number], member) for number in (cast(int, source.edition), now))
        yield behind_part(member, old, new, only_member(here, member), name=words(member).capitalize())


def behind_part(key: str, old: Body, new: Body, here: Body, *, name: str) -> BehindPart:
    is_section = "sections" in old or "sections" in new
    return BehindPart(key=key, name=name, is_section=is_section, changes=compare(old, new), here=outline(here))


def frame(body: Body) -> dict[str, object]:
    return {name: body[name] for name in ("type", "locale") if name in body}


def sections_of(body: Body) -> list[Mapping[str, object]]:
    return cast(list[Mapping[str, object]], body.get("sections") or [])


def only_section(body: Body, section: str) -> dict[str, object]:
    """Sections keep their ids when they are translated."""
    return frame(body) | {"sections": [each for each in sections_of(body) if str(each["id"]) == section]}


def only_member(body: Body, member: str) -> dict[str, object]:
    return frame(body) | ({member: body[member]} if member in body else {})


def heading_of(body: Body) -> str:
    return str(next((each["heading"] for each in sections_of(body)), ""))


def notice_of(page: Page) -> SafeString | None:
    """For whoever opens a translation in the editor; None where it is not behind."""
    source = source_of(page)
    found = behind_of(source, page) if source else Behind()
    if source is None or not found:
        return None
    changed = gettext("{language} has changed since this was translated: {parts}.")
    return format_html(
        '{} <span class="buttons"><a class="button button-small button-secondary" href="{}">{}</a></span>',
        changed.format(language=capfirst(language_of(source.source_locale)), parts=in_words(found)),
        address_of(page),
        gettext("See what changed"),
    )


def in_words(found: Behind) -> str:
    """“2 sections and title”."""
    number = len(found.sections)
    sections = ngettext("{number} section", "{number} sections", number).format(number=number)
    said = [sections] if number else []
    return ", ".join([*said, *map(words, found.members)])


class BehindView(ReportView):
    """Translations of which the source says something else since. Each sees those of the pages they may look at."""

    model = TranslationSource
    page_title = _("Translations behind")
    header_icon = "globe"
    index_url_name = "publishing:behind"
    index_results_url_name = "publishing:behind_results"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "cms/admin/behind_results.html"
    columns = [
        TitleColumn("page", label=_("Page"), get_url=lambda source: address_of(source.page)),
        Column(
            "own_language",
            label=_("Language"),
            accessor=lambda source: capfirst(language_of(source.page.locale.language_code)),
        ),
        Column(
            "language", label=_("Translated from"), accessor=lambda source: capfirst(language_of(source.source_locale))
        ),
        Column("behind", label=_("What has changed there"), accessor=lambda source: changed_in(source)),
    ]
    list_export = ["page.title", "page.locale.language_code", "source_locale", "edition", "live"]
    export_headings = {"live": _("Edition of the source now"), "edition": _("Edition of the source that it says")}

    def get_filename(self) -> str:
        return f"translations-behind-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> QuerySet[TranslationSource]:
        compare_changed()
        seen = seen_by(self.request.user).values("pk")
        return sources_behind().filter(page__in=seen).order_by("page__title", "pk")


def changed_in(source: TranslationSource) -> str:
    return in_words(behind_of(source, source.page))
