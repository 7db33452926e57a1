"""Files sent by this process: to whoever is signed in, and to anybody where no proxy does it."""

from collections.abc import Mapping

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.documents.models import AbstractDocument

from api.http.files import file_headers
from api.log.files import find_file
from api.views.media import MediaView


def stored(request: HttpRequest, name: str) -> HttpResponseBase:
    """Any file, also of what is private: their names cannot be guessed, so whoever knows one has been shown it. Wagtail
    says of all in its admin that nobody may keep it."""
    return send(name, headers=file_headers(name))


def send(name: str, *, headers: Mapping[str, str]) -> HttpResponseBase:
    try:
        response = FileResponse(default_storage.open(name))
    except OSError as error:
        raise Http404 from error
    for field, value in headers.items():  # last, because it has ideas of its own
        response[field] = value
    return response


def refuse_what_nothing_shows(document: AbstractDocument, request: HttpRequest) -> None:
    """At Wagtail's own address, which could be guessed, and which asks for the privacy of the collection alone."""
    is_editor = request.user.has_perm("wagtailadmin.access_admin")
    if is_editor or document.collection.get_view_restrictions().exists():  # of which Wagtail knows more
        return
    found = find_file(str(document.file.name))
    if found is None or not found.is_public:
        raise Http404


class SentMediaView(MediaView):
    """Without a proxy, as in development."""

    def send(self, request: HttpRequest, name: str, *, headers: Mapping[str, str]) -> HttpResponseBase:
        return send(name, headers=headers)
