"""Which form of an answer a client gets: by the parameter ``format``, else by ``Accept`` (RFC 9110 section 12.5.1)."""

from collections.abc import Sequence

from django.http import HttpRequest

from api.problems import ProblemException


class NotAcceptable(ProblemException):
    """The client accepts nothing that there is."""

    status_code = 406


def preferred(request: HttpRequest, offered: Sequence[str]) -> str:
    """The offered media type that the client likes best, among equals the first. Raises NotAcceptable."""
    found = request.get_preferred_type(offered)
    if found is None:
        raise NotAcceptable(f"Accept leaves out all that there is here: {', '.join(offered)}.")
    return found
