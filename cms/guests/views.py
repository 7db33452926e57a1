"""What is at the addresses of a link."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from api.http.files import file_headers
from cms.guests.entering import drawn, for_guests, refusal
from cms.guests.reading import Draft
from cms.media.views import send
from cms.previews.files import is_signed
from cms.sharing.links import note_use
from cms.sharing.models import ShareLink


@require_http_methods(["GET", "HEAD", "POST"])
@for_guests
def shared_page(request: HttpRequest, link: ShareLink, token: str) -> HttpResponseBase:
    if request.method == "POST":  # a passphrase, once more
        return HttpResponseRedirect(reverse("shared", args=[token]))
    if request.method == "GET":
        note_use(link)
    return draft_page(Draft.asked(request, link), token, said=request.GET.get("said", ""))


@require_safe
@for_guests
def shared_file(request: HttpRequest, link: ShareLink, token: str, signature: str, name: str) -> HttpResponseBase:
    """A picture or document of the draft."""
    return send(name, headers=file_headers(name)) if is_signed(signature, token=token, name=name) else refusal(404)


def draft_page(draft: Draft, token: str, *, said: str) -> HttpResponse:
    others = [page.locale for code, page in draft.languages.items() if code != draft.locale]
    values = {
        "link": draft.link,
        "page": draft.page,
        "document": draft.document,
        "is_public": draft.public is not None,
        "others": others,
        "said": said,
        "here": reverse("shared", args=[token]),
    }
    with override(draft.locale):
        response = drawn("page", values | {"changes": draft.changes()})
    response.content = draft.at_home(response.content.decode(), token)
    return response
