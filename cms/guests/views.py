"""What is at the addresses of a link."""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from api.http.files import file_headers
from cms.guests.entering import for_guests, refusal
from cms.guests.reading import Draft
from cms.guests.showing import draft_page
from cms.media.views import send
from cms.previews.files import is_signed
from cms.sharing.links import note_use
from cms.sharing.models import ShareLink


@for_guests
@require_http_methods(["GET", "HEAD", "POST"])
def shared_page(request: HttpRequest, link: ShareLink, token: str) -> HttpResponseBase:
    if request.method == "POST":  # a passphrase, once more
        return HttpResponseRedirect(reverse("shared", args=[token]))
    if request.method == "GET":
        note_use(link)
    return draft_page(Draft.asked(request, link), token, said=request.GET.get("said", ""))


@for_guests
@require_safe
def shared_file(request: HttpRequest, link: ShareLink, token: str, signature: str, name: str) -> HttpResponseBase:
    """A picture or document of the draft."""
    return send(name, headers=file_headers(name)) if is_signed(signature, token=token, name=name) else refusal(404)
