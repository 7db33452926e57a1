"""Middleware of the authoring plane."""

import contextlib
from collections.abc import Callable, Iterator
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import Error
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.urls import resolve, reverse
from django.utils.translation import activate, get_language, get_language_from_request, override
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from cms.admin import large_forms, outages, refusals, updates
from cms.admin.notices import cancelled
from cms.previews.front_ends import origins
from cms.publishing.ended_reviews import noting
from cms.publishing.following import notes
from cms.publishing.following.models import FollowUp
from cms.saving import forms
from cms.values.languages import chosen_by

GetResponse = Callable[[HttpRequest], HttpResponseBase]


NOTHING = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()"
OWN = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self';"
    " frame-ancestors 'self'"
)
PUBLIC = ("/api/", "/media/")
HEALTH = ("/healthz", "/readyz")


class HealthMiddleware:
    """Answers what load balancers and orchestrators ask, by whatever name: they ask by address.

    Before whatever looks at the host, and inside of what asks again on a new connection to the database.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path not in HEALTH:
            return self.get_response(request)
        match = resolve(request.path_info)
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return response


class AdminCompressionMiddleware(GZipMiddleware):
    """The form of a long treatment is half a megabyte of HTML. The API compresses its own answers.

    Django pads what it compresses by a random length, so that its size tells nothing of the secrets in a form.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = is_admin(request) and not response.streaming  # files are compressed already
        return super().process_response(request, response) if is_page else response


class NoCookiesMiddleware:
    """No answer of the API depends on a cookie or sets one, also where the admin is served beside it.

    Before SessionMiddleware: Django takes back session and CSRF cookies that it cannot read, and says that the answer
    varies by them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(PUBLIC):
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)


class BrowserPoliciesMiddleware:
    """What a page of the admin or the reading view, and whatever somebody smuggles into one, may do in a browser.

    Outside of whatever answers by itself. Views may say more of their own (documents, the page to try the API).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        media = urlsplit(settings.MEDIA_URL)
        self.pictures = f"{media.scheme}://{media.netloc}" if media.netloc else ""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(PUBLIC):
            response.headers.setdefault("Permissions-Policy", NOTHING)
            response.headers.setdefault("Content-Security-Policy", self.content_policy(request))
        return response

    def content_policy(self, request: HttpRequest) -> str:
        """Wagtail's forms hold scripts without a nonce; neither its door nor pages do."""
        is_form = is_admin(request) and request.path != reverse("wagtailadmin_login")
        scripts = "'self' 'unsafe-inline'" if is_form else "'self'"
        policy = f"{OWN}; script-src {scripts}; img-src 'self' data: blob: {self.pictures}".rstrip()
        return f"{policy}; frame-src 'self' {' '.join(framed())}" if shows_previews(request) else policy


EDITORS = ("wagtailadmin_pages:edit", "wagtailadmin_pages:add")


def shows_previews(request: HttpRequest) -> bool:
    """Beside a form, in the hospital's own front end."""
    return request.resolver_match is not None and request.resolver_match.view_name in EDITORS


def framed() -> list[str]:
    """Without the database the form is not there either."""
    with contextlib.suppress(Error):
        return origins()
    return []


class PagesLocaleMiddleware(LocaleMiddleware):
    """Chooses the language of admin and pages. The API's answers never vary by Accept-Language."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response if request.path.startswith("/api/") else super().__call__
        with override(settings.LANGUAGE_CODE):  # whatever the last request of this thread was answered in
            return cast(HttpResponseBase, answer(request))

    def process_request(self, request: HttpRequest) -> None:
        """The addresses of pages say their language; those of the admin are the same in all, so the browser says it."""
        super().process_request(request)
        if is_admin(request):
            activate(get_language_from_request(request))
            request.LANGUAGE_CODE = get_language()


class PagesRedirectMiddleware(RedirectMiddleware):
    """Redirects of pages are no business of the API: it tells of them in words, and its 404s stay what they are."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_api = request.path.startswith("/api/")
        return response if is_api else super().process_response(request, response)


class LargeFormMiddleware:
    """Says how large a form of the admin may be, where Django would say "Bad Request".

    Outside of CsrfViewMiddleware, which is the first that reads the form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and is_admin(request):
            try:
                request.POST  # noqa: B018  reads it
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                return large_forms.answer(request)
        return self.get_response(request)


class AdminPublishingMiddleware:
    """Tells editors what their action set in motion, or why it could not be done.

    Inside of MessageMiddleware, which keeps what is told here for the next page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" or not is_admin(request):
            return self.get_response(request)
        token, attempted = notes.begun.set([]), forms.attempt.set(forms.Attempt())
        try:
            with noting() as ended:
                response = self.get_response(request)
            noticed = notes.begun.get() or []
        finally:
            notes.begun.reset(token)
            forms.attempt.reset(attempted)
        if (noticed or ended) and not is_for_program(response):
            # What was to be done is done, whatever the database says now.
            with contextlib.suppress(Error), override(language_of_editor(request)):
                cancelled.tell_what_ended(request, ended)
                tell(request, noticed)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not is_admin(request):
            return None
        outcome = outages.tried_again(request, exception)
        if isinstance(outcome, HttpResponseBase):
            return outcome
        with override(language_of_editor(request)):
            return refusals.answer(request, outcome) or outages.answer(request, outcome)


class SpreadsheetLanguageMiddleware:
    """What is sent line by line is put into words when Wagtail's view, which knows the editor's language, has ended."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse) and is_admin(request):
            lines = cast(Iterator[bytes], response.streaming_content)
            response.streaming_content = said_in(language_of_editor(request), lines)
        return response


def said_in(language: str | None, lines: Iterator[bytes]) -> Iterator[bytes]:
    """Between two lines the thread's own language is active: it may do something else."""
    while True:
        with override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line


def language_of_editor(request: HttpRequest) -> str | None:
    """Outside of Wagtail's views, which know it themselves. While the database does not answer, the browser's."""
    with contextlib.suppress(Error):
        if chosen := chosen_by(request.user):
            return chosen
    return get_language()


def is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def is_for_program(response: HttpResponseBase) -> bool:
    """Autosaving and dialogs: a message would turn up on a page that has nothing to do with it."""
    return response.headers.get("Content-Type", "").startswith("application/json")


def tell(request: HttpRequest, noticed: list[FollowUp]) -> None:
    """Read from the database: what was rolled back is not there, and the numbers may have grown since."""
    begun = list(FollowUp.objects.filter(pk__in={follow_up.pk for follow_up in noticed}))
    if begun:
        updates.tell(request, begun)
