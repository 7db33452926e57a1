"""Which form of an answer a client gets: by the parameter ``format``, else by ``Accept`` (RFC 9110 section 12.5.1)."""

from django.http import HttpRequest

from api.http.problems import ProblemException
from api.process.memoized import memoized


class NotAcceptable(ProblemException):
    """The client accepts nothing that there is."""

    status_code = 406


def preferred(request: HttpRequest, offered: tuple[str, ...]) -> str:
    """The offered media type that the client likes best, among equals the first. Raises NotAcceptable."""
    accept = request.META.get("HTTP_ACCEPT")
    if accept is None:
        return offered[0]
    found = chosen(accept, offered)
    if found is None:
        raise NotAcceptable(f"Accept leaves out all that there is here: {', '.join(offered)}.")
    return found


@memoized
def chosen(accept: str, offered: tuple[str, ...]) -> str | None:
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = accept
    return request.get_preferred_type(offered)
