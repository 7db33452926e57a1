"""What a token opens. There is no session here: the token is all that is asked for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.admin.userbar import Userbar

from api.http.files import file_headers
from api.http.problems import NeverExisted, ProblemException
from api.views.previews import UNKEPT, DraftView
from cms.media.views import send
from cms.previews.documents import NothingToShowError, draft_as_json
from cms.previews.files import is_signed
from cms.previews.models import PreviewGrant
from cms.previews.sources import draft_of
from cms.previews.tokens import TokenOverError, TokenUnknownError, grant_of


class TokenOver(ProblemException):
    """Whoever holds the token asks the editor for another."""

    status_code = 410


class NothingToShow(ProblemException):
    """There is a draft, and nothing in it yet that a document could be made of."""

    status_code = 409


OVER = "The token has expired or was taken back. Open the preview in the admin again."


class PreviewView(DraftView):
    def draft(self, token: str, *, has_related: bool) -> bytes:
        try:
            return draft_as_json(opened(token), token, has_related=has_related)
        except NothingToShowError as error:
            raise NothingToShow(f"Nothing of the draft can be shown yet. {error}") from error
        except TokenOverError as error:
            raise TokenOver(OVER) from error


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
