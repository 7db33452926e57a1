"""Whether a link opens anything, and its passphrase.

Views of links answer with a status of their own instead of raising one: what they count is to stay counted.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from limits import RateLimitItem, parse

from api.http.clients import address_of, name_of
from api.views.previews import UNKEPT
from cms.accounts.throttle import digest_of, limiter
from cms.previews.tokens import TokenOverError, TokenUnknownError
from cms.sharing.links import link_of
from cms.sharing.models import ShareLink

LET_IN = "shared"
LET_IN_SECONDS = 12 * 60 * 60
NAME = "shared"
"""Of what is counted."""
TAKEN = ["GET", "HEAD", "POST"]
Guest = Callable[..., HttpResponseBase]


def for_guests(view: Guest) -> Guest:
    """Whoever has the token is let in, or told at the door what to do; nobody keeps what they are shown.

    Without Django's guard against forged requests: browsers that send no address of where they come from, as they are
    told to here, would be refused; and whoever can forge a request knows the token, and needs nobody else's browser.
    """

    @csrf_exempt
    @sensitive_post_parameters("passphrase")
    @wraps(view)
    def entered(request: HttpRequest, token: str, **address: str) -> HttpResponseBase:
        with override(get_language_from_request(request)):
            response = enter(view, request, token, **address)
        for field, value in UNKEPT.items():
            response.headers[field] = value
        return response

    return entered


def enter(view: Guest, request: HttpRequest, token: str, **address: str) -> HttpResponseBase:
    """Unknown tokens are counted after the look, so that whoever tries some closes no link to those beside them."""
    if request.method not in TAKEN:
        return HttpResponseNotAllowed(TAKEN)
    try:
        link = link_of(token)
    except TokenUnknownError:
        may_go_on = limiter.hit(limit("unknown"), NAME, client_of(request))
        return refusal(404 if may_go_on else 429)
    except TokenOverError:
        return refusal(410)
    return view(request, link, token, **address) if is_let_in(request, link) else at_the_door(request, link, token)


def limit(name: str) -> RateLimitItem:
    return parse(settings.SHARE_LIMITS[name])


def client_of(request: HttpRequest) -> str:
    address = address_of(request, proxies=settings.RATE_LIMITS["PROXIES"])
    return digest_of(name_of(address) if address else "")


def refusal(status: int) -> HttpResponse:
    return drawn("refused", {"status": status}, status=status)


def drawn(name: str, values: dict[str, object], *, status: int = 200) -> HttpResponse:
    """Without a request: nothing of who is signed in stands on these pages."""
    html = render_to_string(f"cms/guests/{name}.html", {"language": get_language(), **values})
    return HttpResponse(html, status=status)


def is_let_in(request: HttpRequest, link: ShareLink) -> bool:
    if not link.passphrase:
        return True
    said = request.get_signed_cookie(LET_IN, default="", salt=salt_of(link), max_age=LET_IN_SECONDS)
    return bool(said == link.digest)


def salt_of(link: ShareLink) -> str:
    """With another passphrase, whoever was let in by the old one is outside."""
    return f"cms.guests.{link.passphrase}"


def at_the_door(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    """Asks for the passphrase."""
    door = reverse("shared", args=[token])
    if request.method != "POST" or request.path != door:
        return drawn("door", {"door": door}, status=403 if request.path != door else 200)
    counted = (limit("passphrases"), NAME, link.digest)
    if not limiter.hit(*counted):  # before it is compared: who guesses at many doors at once has no more attempts
        return refusal(429)
    if not check_password(request.POST.get("passphrase", ""), link.passphrase):
        return drawn("door", {"door": door, "is_wrong": True}, status=403)
    limiter.clear(*counted)
    return let_in(link, door)


def let_in(link: ShareLink, door: str) -> HttpResponse:
    response = HttpResponse(status=303, headers={"Location": door})
    response.set_signed_cookie(
        LET_IN,
        link.digest,
        salt=salt_of(link),
        max_age=LET_IN_SECONDS,
        path=door,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response
