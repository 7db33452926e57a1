"""“What was public” in the admin: a list for a day, the record of one document, and the file."""

from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from api.contract.catalogue import PAGE, PAGES, PROCEDURE
from api.models import Edition
from cms.admin.dates import in_hospital, to_the_second
from cms.admin.records.asking import Inquiry, MomentForm, RecordsForm, kind_in_words
from cms.admin.records.record import Record, export, exports_of, why
from cms.admin.subjects import (
    Subject,
    Visitor,
    as_fields,
    may_ask_what_was_public,
    record_url,
    seen_by,
    subject_of,
)
from cms.publishing.log.entries import Address, address_of
from cms.records.keys import known_keys, signing_key
from cms.records.public import is_public, newest_until
from cms.values.languages import named_in_settings

AT_ONCE = 50
PAGES_FIRST = Case(
    When(type__in=[PROCEDURE.name, PAGE.name], then=Value(0)),
    When(type__in=[kind.name for kind in PAGES], then=Value(1)),
    default=Value(2),
)


def without_hidden(editions: QuerySet[Edition], user: Visitor) -> QuerySet[Edition]:
    """Of pages that are not for these eyes, nothing; of pages that are gone, what was public."""
    hidden = Page.objects.exclude(pk__in=seen_by(user).values("pk"))
    same = hidden.filter(translation_key=OuterRef("document_id"), locale__language_code=OuterRef("locale"))
    return editions.exclude(Exists(same))


class RecordsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_ask_what_was_public(request.user)


class ForRecords(WagtailAdminTemplateMixin, TemplateView):
    """For those who have the right."""

    header_icon = "history"
    page_title = gettext_lazy("What was public")

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not may_ask_what_was_public(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)


class RecordsView(ForRecords):
    """All documents that had ever been published by a moment: which were public, and which were not."""

    template_name = "cms/admin/records/list.html"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        form = RecordsForm(self.request.GET)
        found = self.found(form) if form.is_valid() else None
        return super().get_context_data(**options) | {
            "form": form,
            "media": form.media,
            "rows": [row_of(each, form) for each in found] if found else [],
            "page": found,
            "when": to_the_second(form.moment) if form.is_valid() else "",
            "query": "&".join(f"{name}={value}" for name, value in self.request.GET.items() if name != "p"),
            "keys": known_keys(),
            "signs": signing_key() is not None,
        }

    def found(self, form: RecordsForm) -> ListPage[Edition]:
        editions = without_hidden(form.narrow(newest_until(form.moment)), self.request.user)
        return Paginator(editions.order_by(PAGES_FIRST, "title", "locale", "number"), AT_ONCE).get_page(
            self.request.GET.get("p")
        )


def row_of(edition: Edition, form: RecordsForm) -> dict[str, object]:
    moment = form.moment
    asked = moment if form.cleaned_data.get("day") else None
    was_public = is_public(edition, moment)
    return {
        "title": edition.title,
        "url": record_url(address_of(edition), asked),
        "kind": kind_in_words(edition.type),
        "language": named_in_settings(edition.locale),
        "path": edition.path,
        "is_public": was_public,
        "state": _("Public") if was_public else why(edition),
        "number": edition.number,
        "since": to_the_second(edition.published_at),
    }


class RecordView(ForRecords):
    """One document at one moment; now, where none is given."""

    template_name = "cms/admin/records/record.html"

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if may_ask_what_was_public(request.user):
            refuse_hidden(self.inquiry, request.user)
        return super().dispatch(request, *args, **options)

    @cached_property
    def inquiry(self) -> Inquiry:
        asked = self.form if self.form.is_valid() else MomentForm({})
        asked.is_valid()
        given = self.kwargs
        address = Address(type=given["type"], document_id=given["document_id"], locale=given["language"])
        inquiry = Inquiry.of(address, asked.moment)
        if inquiry.then.newest is None and inquiry.then.next is None:
            raise Http404(_("Nothing was ever published at this address."))
        return inquiry

    @cached_property
    def form(self) -> MomentForm:
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return MomentForm(given)

    def get_page_subtitle(self) -> str:
        return self.inquiry.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = {"url": reverse("publishing:records"), "label": str(self.page_title)}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.inquiry.title}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        subject = subject_of(self.inquiry.row) if self.inquiry.row else None
        if subject is None or not subject.may_be_seen_by(self.request.user):
            return []
        return [
            *self.seen_button(subject),
            HeaderButton(_("Published history"), url=subject.url("history"), icon_name="history"),
        ]

    def seen_button(self, subject: Subject) -> list[HeaderButton]:
        if self.inquiry.edition is None:
            return []
        url = subject.url("edition", self.inquiry.edition.number)
        return [HeaderButton(_("As readers saw it"), url=url, icon_name="view")]

    def get_context_data(self, **options: object) -> dict[str, object]:
        inquiry = self.inquiry
        return super().get_context_data(**options) | {
            "form": self.form,
            "media": self.form.media,
            "record": Record(inquiry),
            "parts": Record(inquiry).parts,
            "then": inquiry.then,
            "key": signing_key(),
            "moment": as_fields(inquiry.moment),
            "exports": exports_of(inquiry),
            "export_url": reverse("publishing:export_record", args=[*vars(inquiry.address).values()]),
        }


class ExportView(RecordView):
    """The file. It is noted who took it, so nobody takes one by following a link."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if not self.form.is_valid():
            raise Http404
        exported = export(self.inquiry, by=cast(User, request.user))
        response = HttpResponse(exported.archive, content_type="application/zip")
        day = f"{in_hospital(self.inquiry.moment):%Y-%m-%d}"
        name = f"record-{slugify(self.inquiry.title)[:60] or self.inquiry.address.type}-{day}.zip"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "no-store"
        return response


def refuse_hidden(inquiry: Inquiry, user: Visitor) -> None:
    page = inquiry.page_id
    if page is None or inquiry.row is None:
        return
    if not seen_by(user).filter(pk=page).exists():
        raise PermissionDenied
