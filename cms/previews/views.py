"""What a token opens. There is no session here: the token is all that is asked for."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from wagtail.admin.userbar import Userbar

from api.http.cache_keys import KEY_HEADERS
from api.http.files import file_headers
from api.http.problems import NeverExisted, ProblemException
from api.parameters.models import NoParameters
from api.process.answers import Answers
from api.search.unfound.noting import Missed
from api.urls import LIST_VIEWS
from api.views.alerts import AlertsView
from api.views.base import PublicView, R
from api.views.previews import UNKEPT, DraftView
from api.views.search import SearchView
from api.views.suggest import SuggestView
from cms.media.views import send
from cms.previews.documents import NothingToShowError, draft_as_json
from cms.previews.files import is_signed
from cms.previews.lists import NotNowError, OnePageError, foreseen
from cms.previews.models import PreviewGrant
from cms.previews.sources import draft_of
from cms.previews.tokens import TokenOverError, TokenUnknownError, grant_of


class TokenOver(ProblemException):
    """Whoever holds the token asks the editor for another."""

    status_code = 410


class NothingToShow(ProblemException):
    """There is a draft, and nothing in it yet that a document could be made of."""

    status_code = 409


class OpensOthers(ProblemException):
    """A token of one page was brought to a list, or that of a whole site to the address of one page."""

    status_code = 403


OVER = "The token has expired or was taken back. Open the preview in the admin again."
ONE_PAGE = "The token opens one page. Lists and search open with a token of the site at a moment, or of a release."
WHOLE_SITE = "The token opens lists and search: ask for one of them below this address, for example procedures/."


class PreviewView(DraftView):
    def draft(self, token: str, *, has_related: bool) -> bytes:
        try:
            grant = opened(token)
            if not grant.is_of_page:
                raise OpensOthers(WHOLE_SITE)
            return draft_as_json(grant, token, has_related=has_related)
        except NothingToShowError as error:
            raise NothingToShow(f"Nothing of the draft can be shown yet. {error}") from error
        except TokenOverError as error:
            raise TokenOver(OVER) from error


class ForeseenView(PublicView[NoParameters]):
    """Before the public view that answers: the same questions, the same answers, as they will be. Nothing of it is kept
    or counted."""

    answers = Answers(limit=0)

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        try:
            with foreseen(opened(address["token"])):
                return self.answer_then(request, parameters)
        except OnePageError as error:
            raise OpensOthers(ONE_PAGE) from error
        except TokenOverError as error:
            raise TokenOver(OVER) from error
        except NotNowError as error:
            raise NothingToShow(str(error)) from error

    def answer_then(self, request: Request, parameters: NoParameters) -> HttpResponseBase:
        """In the midst of ``foreseen``."""
        return super().answer(request, parameters)

    def address_asked(self, request: Request) -> str:
        """Of the admin's host: the token never leads to the public one."""
        return urljoin(settings.WAGTAILADMIN_BASE_URL, request.get_full_path())

    def note(self, missed: Missed) -> None:
        """No reader looked for it."""

    def finalize_response(self, request: Request, response: R, *args: object, **kwargs: object) -> R:
        """Refusals, too. No cache is told what purges it."""
        for name in KEY_HEADERS:
            del response.headers[name]
        for name, value in UNKEPT.items():
            response.headers[name] = value
        return response


ASKED = {**LIST_VIEWS, "alerts": AlertsView, "search": SearchView, "suggest": SuggestView}
FORESEEN: dict[str, type[ForeseenView]] = {
    name: type(f"Foreseen{view.__name__}", (ForeseenView, view), {}) for name, view in ASKED.items()
}
"""By the last part of their address."""


def opened(token: str) -> PreviewGrant:
    """Raise NeverExisted, TokenOverError."""
    try:
        return grant_of(token)
    except TokenUnknownError as error:
        raise NeverExisted("There is no such token.") from error


def userbar(request: HttpRequest, token: str) -> HttpResponseBase:
    """Wagtail's own, for the front end: its checks of the content, and outside of the pane the ways into the admin."""
    try:
        grant = grant_of(token)
        page, _ = draft_of(grant)
    except (TokenUnknownError, TokenOverError) as error:
        raise Http404 from error
    request.user = grant.user
    attributes = {"is_preview": True, "is_editing": grant.has_typing, "revision_id": grant.revision_id}
    vars(request).update(attributes, in_preview_panel=request.GET.get("pane") == "yes")
    html = Userbar(object=page).render_html({"request": request})
    # Wagtail's own addresses are whole; what hooks add is on this host, too.
    here = request.build_absolute_uri(settings.STATIC_URL)
    return HttpResponse(html.replace(f'href="{settings.STATIC_URL}', f'href="{here}'), headers=UNKEPT)


def preview_file(request: HttpRequest, token: str, signature: str, name: str) -> HttpResponseBase:
    """A file that the draft shows and readers cannot have yet."""
    try:
        grant_of(token)
    except (TokenUnknownError, TokenOverError) as error:
        raise Http404 from error
    if not is_signed(signature, token=token, name=name):
        raise Http404
    return send(name, headers=file_headers(name) | UNKEPT)
