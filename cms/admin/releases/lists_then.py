"""Treatments and alerts as they will be: what readers choose from then, by the code that answers them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from rest_framework.request import Request
from wagtail.admin import messages
from wagtail.models import Site

from api.parameters.parsing import parse
from api.views.previews import UNKEPT
from cms.admin.dates import moment
from cms.admin.releases.forms import MomentForm
from cms.admin.releases.later import later_url
from cms.admin.releases.views import ForEditors, Framed, OfRelease
from cms.previews.front_ends import WEB_SITE, front_end_of_lists, lead_to
from cms.previews.tokens import Shown, issue
from cms.previews.views import FORESEEN
from cms.publishing.log.entries import Address
from cms.publishing.publications.decisions import rows_behind
from cms.publishing.publications.foreseeing import BEYOND
from cms.publishing.rows.sites import default_site
from cms.releases.future import BusyError
from cms.releases.listing import NotListedError, lists_as_of

LISTS = {"procedures": (_("Treatments"), "order=-published_at&limit=100"), "alerts": (_("Alerts"), "")}
"""By the last part of their address: what it is called, and what is asked. What changes stands first."""


@dataclass(frozen=True, kw_only=True)
class Line:
    title: str
    url: str
    is_changed: bool
    """By then."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    heading: object
    language: object
    count: int
    lines: list[Line]


class AtMoment(ForEditors):
    """Whoever names no moment is asked for one where all that is coming stands."""

    @cached_property
    def form(self) -> MomentForm:
        return MomentForm(self.request.GET)

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        try:
            return self.show() if self.form.is_valid() else redirect("publishing:coming")
        except (BusyError, NotListedError) as error:
            messages.warning(request, str(error))
            return redirect("publishing:coming")

    def show(self) -> HttpResponse:
        raise NotImplementedError


class ListsThenView(AtMoment, Framed, TemplateView):
    template_name = "cms/admin/releases/lists_then.html"
    page_title = _("Lists as they will be")
    header_icon = "list-ul"

    def show(self) -> HttpResponse:
        with lists_as_of(self.form.moment, user=self.user):
            listed = [each for code, language in settings.LANGUAGES for each in self.listed(code, language)]
        context = self.get_context_data(lists=listed, when=moment(self.form.moment))
        context |= {"query": self.request.GET.urlencode(), "has_web_site": front_end_of_lists() is not None}
        return self.render_to_response(context)

    def listed(self, code: str, language: object) -> Iterator[Listed]:
        for name, (heading, asked) in LISTS.items():
            answer = json.loads(answered(name, f"{asked}&locale={code}"))
            lines = list(lines_of(answer["results"], until=self.form.moment))
            yield Listed(heading=heading, language=language, count=answer["count"], lines=lines)


def answered(name: str, asked: str) -> bytes:
    """By the public view."""
    view, request = FORESEEN[name](), HttpRequest()
    request.path = f"/{name}/"
    response = view.answer_then(Request(request), parse(view.parameters, QueryDict(asked)))
    return cast(HttpResponse, response).content


def lines_of(results: list[dict[str, object]], *, until: datetime) -> Iterator[Line]:
    named = [Address(type=str(e["type"]), document_id=UUID(str(e["id"])), locale=str(e["locale"])) for e in results]
    rows = rows_behind(named)
    for each, address in zip(results, named, strict=True):
        row = rows.get(address)
        number = each["edition"]["number"]  # type: ignore[index]
        yield Line(title=str(each["title"]), url=later_url(row, until) if row else "", is_changed=number > BEYOND)


class DataThenView(AtMoment):
    """The same on the web site, or for whoever builds it: leads to where a token opens it."""

    def show(self) -> HttpResponse:
        site = default_site() or Site.objects.earliest("pk")
        return lead_there(Shown.of_site(site, moment=self.form.moment), self.request)


class ReleaseDataView(OfRelease):
    """The same, as if all of the release were published now."""

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if self.release.published_at is not None:
            return self.to_release()
        return lead_there(Shown.of_release(self.release), request)


def lead_there(shown: Shown, request: HttpRequest) -> HttpResponse:
    """To the web site where that is asked for and there is one, else to the data."""
    front_end = front_end_of_lists() if request.GET.get("mode") == WEB_SITE else None
    if front_end is not None:
        return lead_to(front_end, shown, request)
    response = redirect("preview-procedures", token=issue(shown, cast(User, request.user)))
    for name, value in UNKEPT.items():
        response.headers[name] = value
    return response
