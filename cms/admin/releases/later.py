"""The site as it will be: a calendar of what is coming, and each page and thing at a moment to come."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page

from cms.admin.dates import in_hospital, moment
from cms.admin.history.outline import outline
from cms.admin.releases.forms import MomentForm
from cms.admin.releases.views import ForEditors, Framed, OfMember
from cms.admin.subjects import Subject, arguments_of, find_subject, subject_of
from cms.previews.front_ends import WEB_SITE, front_end_of, lead_to
from cms.previews.models import FrontEnd
from cms.previews.tokens import Shown
from cms.publishing.publications.decisions import ContractViolationError, Decision
from cms.releases.coming import Coming, coming, of_release
from cms.releases.future import BusyError, Done, Future, as_of, make_pictures
from cms.releases.members import may_edit, may_publish
from cms.values.languages import named_in_settings

FARTHEST = timedelta(days=3660)
WORDS = {
    "published": _("A text is published"),
    "expires": _("It expires: readers do not see it any more"),
    "release": _("A release is published"),
    "withdrawn": _("It is taken away from readers: its review has been overdue too long"),
}


class Entry:
    """A line of the calendar. What somebody may not edit is not named."""

    def __init__(self, event: Coming, user: User, *, until: datetime, refusal: str = "") -> None:
        seen = [row for row in event.rows if may_edit(row, user) or may_publish(row, user)]
        self.when = moment(event.at)
        self.what = WORDS[event.kind]
        self.url = reverse("publishing:release", args=[event.release.pk]) if event.release else ""
        self.title = event.title if seen or event.release else gettext("Something that you may not edit")
        self.refusal = refusal if len(seen) == len(event.rows) else ""
        self.rows = [(str(get_latest_str(row)), later_url(row, until)) for row in seen if subject_of(row)]


def later_url(row: Model, until: datetime | None = None) -> str:
    url = reverse("publishing:later", args=arguments_of(type(row), row.pk))
    local = in_hospital(until) if until else None
    return f"{url}?day={local:%Y-%m-%d}&time={local:%H:%M}" if local else url


class ComingView(Framed, TemplateView):
    """All that is coming; with a moment, what will have happened by then, and what will not come off."""

    template_name = "cms/admin/releases/coming.html"
    page_title = _("As it will be")
    header_icon = "date"

    def get_context_data(self, **options: object) -> dict[str, object]:
        form = MomentForm(self.request.GET if self.request.GET else None)
        context: dict[str, object] = super().get_context_data(**options) | {"form": form, "media": form.media}
        if not form.is_bound or not form.is_valid():
            until = timezone.now() + FARTHEST
            return context | {"entries": self.entries([Done(coming=each) for each in coming(until)])}
        try:
            with as_of(form.moment) as future:
                done = future.done
        except BusyError as error:
            messages.warning(self.request, str(error))
            done = ()
        return (
            context
            | {"entries": self.entries(done, until=form.moment), "when": moment(form.moment)}
            | {"query": self.request.GET.urlencode()}
        )

    def entries(self, done: Iterable[Done], *, until: datetime | None = None) -> list[Entry]:
        return [
            Entry(each.coming, self.user, until=until or each.coming.at + timedelta(minutes=1), refusal=each.refusal)
            for each in done
        ]


class Drawing(ForEditors, TemplateView):
    """A page as the built-in preview draws it; anything else in words."""

    def get_template_names(self) -> list[str]:
        return ["cms/admin/releases/later_page.html" if self.is_page else "cms/admin/releases/later_words.html"]

    @property
    def subject(self) -> Subject:
        raise NotImplementedError

    @property
    def is_page(self) -> bool:
        document = self.decision.entry.content if self.decision and self.decision.entry else None
        return hasattr(document, "sections")

    def look(self) -> tuple[Decision | None, str]:
        """And what is in the way."""
        raise NotImplementedError

    @cached_property
    def looked(self) -> tuple[Decision | None, str]:
        return self.look()

    @property
    def decision(self) -> Decision | None:
        return self.looked[0]

    def decided(self, future: Future) -> tuple[Decision | None, str]:
        refusals = " ".join(each.refusal for each in future.done if self.subject.instance in each.coming.rows)
        try:
            return future.decision(self.subject.instance, address_of_file=default_storage.url), refusals
        except ContractViolationError as error:
            return None, str(error)

    def get_context_data(self, **options: object) -> dict[str, object]:
        entry = self.decision.entry if self.decision else None
        return super().get_context_data(**options) | {
            "title": self.subject.title,
            "document": entry and entry.content,
            "outline": outline(entry.content.model_dump(mode="json")) if entry else None,
            "language": named_in_settings(self.subject.address.locale),
            "refusal": self.looked[1],
            "edit_url": self.subject.edit_url(self.user),
        }


class LaterView(Drawing):
    """At the moment that is asked for; without one, it asks."""

    def setup(self, request: HttpRequest, app_label: str, model_name: str, pk: str) -> None:
        super().setup(request)
        self.found = find_subject(app_label, model_name, pk)

    @property
    def subject(self) -> Subject:
        return self.found

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not self.subject.may_be_seen_by(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    @cached_property
    def form(self) -> MomentForm:
        return MomentForm(self.request.GET if self.request.GET else None)

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if not (self.form.is_bound and self.form.is_valid()):
            return self.response_class(
                request,
                ["cms/admin/releases/later.html"],
                {"form": self.form, "media": self.form.media, "title": self.subject.title, "view": self},
            )
        if self.front_end and request.GET.get("mode") == WEB_SITE:
            shown = Shown.of(cast(Page, self.subject.instance), moment=self.form.moment)
            return lead_to(self.front_end, shown, request)
        try:
            return super().get(request, *args, **options)
        except BusyError as error:
            messages.warning(request, str(error))
            return redirect("publishing:coming")

    @cached_property
    def front_end(self) -> FrontEnd | None:
        return front_end_of(self.subject.instance) if isinstance(self.subject.instance, Page) else None

    def look(self) -> tuple[Decision | None, str]:
        make_pictures(self.subject.instance, coming(self.form.moment))
        with as_of(self.form.moment) as future:
            return self.decided(future)

    def get_context_data(self, **options: object) -> dict[str, object]:
        when = moment(self.form.moment)
        back = reverse("publishing:coming")
        on_web_site = f"{self.request.get_full_path()}&mode={WEB_SITE}" if self.front_end else ""
        return super().get_context_data(**options) | {"when": when, "back": back, "on_web_site": on_web_site}


class MemberLaterView(OfMember, Drawing):
    """One of a release, as if all of it were published now."""

    @cached_property
    def subject(self) -> Subject:
        found = subject_of(self.joined.row) if self.joined.row is not None else None
        if found is None:
            raise Http404(gettext("Readers see this only in the pages that show it."))
        return found

    def look(self) -> tuple[Decision | None, str]:
        event = of_release(self.release, at=None)
        make_pictures(self.subject.instance, [event])
        with as_of(timezone.now(), events=[event]) as future:
            return self.decided(future)

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        try:
            return super().get(request, *args, **options)
        except BusyError as error:
            messages.warning(request, str(error))
            return self.to_release()

    def get_context_data(self, **options: object) -> dict[str, object]:
        back = reverse("publishing:release", args=[self.release.pk])
        return super().get_context_data(**options) | {"release": self.release, "back": back}
