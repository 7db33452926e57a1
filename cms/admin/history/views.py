"""Published history in the admin: the editions of a page or snippet, what differs in two, and one as readers saw it."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from pydantic import ValidationError
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, StatusTagColumn, Table, TitleColumn, UserColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.widgets.button import HeaderButton, ListingButton

from api.contract.catalogue import CATALOGUE
from api.contract.documents import DocumentModel
from api.models import Edition
from cms.admin.history.again import may_publish, written_then
from cms.admin.history.differences import by_heading, compare
from cms.admin.history.entries import Entry, entries
from cms.admin.history.outline import outline
from cms.admin.history.subject_views import SubjectView
from cms.admin.subjects import Subject, may_ask_what_was_public, record_url
from cms.media.storage import for_editors

PER_PAGE = 30


class EditionColumn(ButtonsColumnMixin, TitleColumn):
    """The moment, leading to what readers saw from then on."""

    def __init__(self, name: str, *, subject: Subject, label: str, again: Collection[int], asks: bool) -> None:
        """``again``: the numbers of those that whoever looks may publish again. ``asks``: whether to lead to what stood
        behind each."""
        super().__init__(name, label=label)
        self.subject = subject
        self.again = again
        self.asks = asks

    def get_link_url(self, instance: Entry, parent_context: Mapping[str, object]) -> str | None:
        return self.subject.url("edition", instance.pk) if instance.is_published else None

    def get_buttons(self, instance: Entry, parent_context: Mapping[str, object]) -> list[ListingButton]:
        if not instance.is_published:
            return []
        seen = ListingButton(gettext("As readers saw it"), url=self.subject.url("edition", instance.pk), priority=20)
        return [seen, *self.difference(instance), *self.publish_again(instance), *self.record(instance)]

    def record(self, instance: Entry) -> list[ListingButton]:
        if not self.asks:
            return []
        url = record_url(self.subject.address, instance.edition.published_at)
        return [ListingButton(gettext("What stood behind it"), url=url, priority=40)]

    def publish_again(self, instance: Entry) -> list[ListingButton]:
        if instance.pk not in self.again:
            return []
        return [ListingButton(gettext("Publish this again"), url=self.subject.url("again", instance.pk), priority=30)]

    def difference(self, instance: Entry) -> list[ListingButton]:
        if not instance.before:
            return []
        difference = f"{self.subject.url('compare')}?older={instance.before}&newer={instance.pk}"
        return [ListingButton(gettext("What changed"), url=difference, priority=10)]


class HistoryView(SubjectView, BaseListingView):
    page_title = _("Published history")
    template_name = "cms/admin/history.html"
    results_template_name = "cms/admin/history_results.html"
    verbose_name_plural = _("entries")
    paginate_by = PER_PAGE

    @cached_property
    def columns(self) -> list[Column]:
        return [
            EditionColumn(
                "when",
                label=gettext("From"),
                subject=self.subject,
                again=self.again,
                asks=may_ask_what_was_public(self.request.user),
            ),
            StatusTagColumn("event", label=gettext("What happened"), primary=lambda entry: entry.is_published),
            Column("reason", label=gettext("Why")),
            UserColumn("user", label=gettext("By")),
            Column("pk", label=gettext("No.")),
        ]

    @cached_property
    def again(self) -> Collection[int]:
        """Not what readers see now."""
        if not may_publish(self.subject, self.request.user):
            return ()
        newest = self.subject.editions().first()
        is_live = newest is not None and newest.event == Edition.Event.PUBLISHED
        return written_then(self.subject).keys() - ({newest.number} if newest and is_live else set())

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        compare_button = HeaderButton(gettext("Compare two"), url=self.subject.url("compare"), icon_name="order")
        return [*self.edit_button(), *self.drafts_button(), compare_button]

    def get_base_queryset(self) -> QuerySet[Edition]:
        return self.subject.editions()

    def get_index_url(self) -> str:
        return self.subject.url("history")

    def get_table(self, object_list: Iterable[Edition]) -> Table:
        return super().get_table(list(entries(list(object_list), instance=self.subject.instance)))


class ComparisonForm(forms.Form):
    """Which two editions to compare. Only those with a text can be chosen."""

    older = forms.TypedChoiceField(coerce=int, label=_("From"), required=False)
    newer = forms.TypedChoiceField(coerce=int, label=_("To"), required=False)

    def __init__(self, data: Mapping[str, object], *, published: Sequence[Edition]) -> None:
        super().__init__(data)
        choices = [
            (entry.pk, gettext("{when} (no. {pk})").format(when=entry.when, pk=entry.pk))
            for entry in map(nameless_entry, published)
        ]
        self.fields["older"].choices = self.fields["newer"].choices = choices  # type: ignore[attr-defined]


def nameless_entry(edition: Edition) -> Entry:
    return Entry(edition=edition, user=None)


class CompareView(SubjectView, TemplateView):
    """Two editions given as ``older`` and ``newer``; without them, the newest and the one before it."""

    page_title = _("What changed")
    template_name = "cms/admin/compare.html"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        history = HeaderButton(gettext("Published history"), url=self.subject.url("history"), icon_name="history")
        return [*self.edit_button(), history]

    @cached_property
    def published(self) -> list[Edition]:
        return list(self.subject.editions().filter(event=Edition.Event.PUBLISHED))

    def get_context_data(self, **options: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**options)
        if len(self.published) < 2:
            return context
        form = ComparisonForm(self.chosen(), published=self.published)
        context["form"] = form
        if not form.is_valid():
            return context
        older, newer = sorted([form.cleaned_data["older"], form.cleaned_data["newer"]])
        return context | self.difference(older, newer)

    def chosen(self) -> dict[str, object]:
        newest, before = self.published[:2]
        given = {name: value for name, value in self.request.GET.items() if value}
        return {"older": before.number, "newer": newest.number, **given}

    def difference(self, older: int, newer: int) -> dict[str, object]:
        two = {edition.number: edition for edition in self.subject.editions().filter(number__in=[older, newer])}
        bodies = [json.loads(bytes(two[number].body or b"")) for number in (older, newer)]
        return {
            "older": self.entry(two[older]),
            "newer": self.entry(two[newer]),
            "older_url": self.subject.url("edition", older),
            "newer_url": self.subject.url("edition", newer),
            "is_same": older == newer,
            "is_same_content": two[older].digest == two[newer].digest,
            "changes": by_heading(compare(*bodies)),
        }


class EditionView(SubjectView, TemplateView):
    """One edition as readers saw it, drawn from what was served then."""

    def get_template_names(self) -> list[str]:
        is_page = "sections" in self.body
        return ["cms/admin/edition_of_page.html" if is_page and self.document else "cms/admin/edition_in_words.html"]

    @cached_property
    def edition(self) -> Edition:
        edition = self.subject.editions().filter(number=self.kwargs["number"]).first()
        if edition is None or edition.body is None:
            raise Http404(gettext("There is no such edition of this page."))
        return edition

    @cached_property
    def body(self) -> dict[str, Any]:
        """With addresses by which whoever may see this sees its pictures, also those that nobody else may."""
        parsed: dict[str, Any] = json.loads(for_editors(bytes(self.edition.body or b"").decode()))
        return parsed

    @cached_property
    def document(self) -> DocumentModel | None:
        """None when the contract has changed so much since that the page cannot be drawn any more."""
        try:
            return CATALOGUE[self.edition.type].document.model_validate(self.body)
        except ValidationError:
            return None

    def get_context_data(self, **options: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**options)
        newest = self.subject.editions().first()
        return context | {
            "document": self.document,
            "outline": outline(self.body),
            "language": self.edition.locale,
            "title": self.edition.title,
            "entry": self.entry(self.edition),
            "is_live": newest is not None and newest.number == self.edition.number,
            "history_url": self.subject.url("history"),
        }
