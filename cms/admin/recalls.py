"""Recalling a page in the admin, the record of recalls, and the notice on a page that was recalled."""

from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.admin.views.reports import ReportView
from wagtail.locks import BasicLock
from wagtail.models import Page

from api.models import Document, Edition
from cms.admin.dates import moment
from cms.admin.forms import RecallForm
from cms.admin.subjects import Visitor, editions_of, history_url, history_url_of, subject_of, titles
from cms.publishing.publications.registry import publication_of
from cms.publishing.recalls.models import Recall
from cms.publishing.recalls.recall import NotPublishedError, Order, recall
from cms.values.languages import named_in_settings


def may_recall(page: Page, user: Visitor) -> bool:
    """A page that repeats another goes with that one."""
    return bool(page.live and page.alias_of_id is None and has_rights(page, user))


def has_rights(page: Page, user: Visitor) -> bool:
    """To recall, and to publish the page or to lock it."""
    permissions = page.permissions_for_user(user)
    return bool(user.has_perm("cms.add_recall") and (permissions.can_publish() or permissions.can_lock()))


def is_seen_by_readers(page: Page) -> bool:
    publication = publication_of(page)
    if publication is None:
        return False
    return Document.objects.filter(**vars(publication.address_of(page))).exists()


class RecallView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """Says what will happen, asks why, and does it. Everything is checked before anything happens."""

    form_class = RecallForm
    template_name = "cms/admin/recall.html"
    page_title = _("Recall")
    header_icon = "warning"
    page: Page

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=options["page_id"]).specific
        if not has_rights(self.page, request.user):
            raise PermissionDenied
        if not may_recall(self.page, request.user) or not is_seen_by_readers(self.page):
            return self.nothing_to_recall()
        return super().dispatch(request, *args, **options)

    def nothing_to_recall(self) -> HttpResponse:
        if self.page.alias_of_id is not None:
            problem = gettext("“{page}” repeats “{alias_of}”. Recall that page: what repeats it goes with it.").format(
                page=self.page, alias_of=self.page.alias_of
            )
        else:
            problem = gettext("Readers cannot see “{page}” now, so there is nothing to recall.").format(page=self.page)
        messages.warning(self.request, problem)
        return self.to_editor()

    def to_editor(self) -> HttpResponse:
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    @cached_property
    def translations(self) -> list[Page]:
        """Of the page, those that readers can see."""
        found = (page.specific for page in self.page.get_translations().filter(alias_of=None).select_related("locale"))
        return [page for page in found if is_seen_by_readers(page)]

    @cached_property
    def recallable(self) -> list[Page]:
        return [page for page in self.translations if may_recall(page, self.request.user)]

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "page": self.page, "translations": self.recallable}

    def get_page_subtitle(self) -> str:
        return str(self.page)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        context = super().get_context_data(**options)
        return context | {
            "page": self.page,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "copies": list(self.page.aliases.filter(live=True)),
            "recallable": self.recallable,
            "left": [page for page in self.translations if page not in self.recallable],
            "media": context["form"].media,
        }

    def form_valid(self, form: RecallForm) -> HttpResponse:
        given = form.cleaned_data
        order = Order(
            recall_class=given["recall_class"],
            note=given["note"],
            replacement=given["replacement"],
            user=cast(User, self.request.user),
        )
        try:
            recalled = recall(form.pages, order)
        except NotPublishedError as error:  # somebody else was quicker
            messages.error(self.request, gettext("{error} Nothing was recalled.").format(error=error))
            return self.to_editor()
        messages.success(self.request, self.success_message(recalled))
        return self.to_editor()

    def success_message(self, recalled: list[Recall]) -> str:
        named = dict.fromkeys(recall.title for recall in recalled)
        return ngettext(
            "{titles} is recalled. Readers do not see it any more, and apps are told.",
            "{titles} are recalled. Readers do not see them any more, and apps are told.",
            len(named),
        ).format(titles=titles(named))


class RecallsView(ReportView):
    """The record of recalls, newest first."""

    model = Recall
    any_permission_required = ["add", "view"]
    page_title = _("Recalls")
    header_icon = "warning"
    index_url_name = "publishing:recalls"
    index_results_url_name = "publishing:recalls_results"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "cms/admin/recalls_results.html"
    columns = [
        TitleColumn("title", label=_("Page"), get_url=lambda recall: history_url_of_recall(recall)),
        Column("language", label=_("Language"), accessor=lambda recall: language_of(recall)),
        Column("get_recall_class_display", label=_("Why")),
        Column("note", label=_("Note for colleagues")),
        Column("replacement_title", label=_("Read instead")),
        UserColumn("recalled_by", label=_("By")),
        Column("when", label=_("When"), accessor=lambda recall: moment(recall.recalled_at)),
    ]
    list_export = [
        "title",
        "locale",
        "get_recall_class_display",
        "note",
        "replacement_title",
        "recalled_by",
        "recalled_at",
        "edition",
    ]
    export_headings = {"get_recall_class_display": _("Why")}

    def get_filename(self) -> str:
        return f"recalls-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> QuerySet[Recall]:
        return Recall.objects.select_related("recalled_by")


def language_of(recall: Recall) -> str:
    return named_in_settings(recall.locale)


def history_url_of_recall(recall: Recall) -> str | None:
    return history_url_of(recall.type, document_id=recall.document_id, locale=recall.locale)


class RecallsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("cms.add_recall") or request.user.has_perm("cms.view_recall")


def recall_in_force(page: Page) -> Recall | None:
    """Of a page that was recalled and has not been published since."""
    subject = subject_of(page)
    newest = editions_of(subject.address).first() if subject else None
    if newest is None or newest.event == Edition.Event.PUBLISHED or newest.reason != "recalled":
        return None
    return Recall.objects.filter(edition=newest.number).select_related("recalled_by").first()


class RecallLock(BasicLock):
    """The lock of a page that was recalled, with why in the place of when it was locked."""

    def __init__(self, page: Page, recall: Recall) -> None:
        super().__init__(page)
        self.recall = recall

    def get_message(self, user: Visitor) -> SafeString:
        return notice_of(self.recall, self.object)


def notice_of(recall: Recall, page: Page) -> SafeString:
    """For whoever opens the page in the editor."""
    user = recall.recalled_by
    when, by = moment(recall.recalled_at), user and (user.get_full_name() or str(user))
    recalled = (
        gettext("This page was recalled on {when} by {user}.") if by else gettext("This page was recalled on {when}.")
    )
    note = gettext("Note: “{note}”").format(note=recall.note) if recall.note else ""
    hidden = gettext("Readers do not see it, until somebody unlocks it and publishes it again.")
    why = f"{recall.get_recall_class_display()}."
    return format_html(
        '{} <span class="buttons"><a class="button button-small button-secondary" href="{}">{}</a></span>',
        " ".join(filter(None, [recalled.format(when=when, user=by), why, note, hidden])),
        history_url(type(page), page.pk),
        gettext("Published history"),
    )
