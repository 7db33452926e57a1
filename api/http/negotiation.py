"""Which form of an answer a client gets: by the parameter ``format``, else by ``Accept`` (RFC 9110 section 12.5.1)."""

from django.http import HttpRequest
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from api.http.problems import ProblemException
from api.process.memoized import memoized


class NotAcceptable(ProblemException):
    """The client accepts nothing that there is."""

    status_code = 406


Form = tuple[str, ...]
"""The media type of an answer, then others by which a client may ask for the same."""


def preferred(request: HttpRequest, offered: tuple[Form, ...]) -> str:
    """The media type of the form that the client likes best, among equals the first. Raises NotAcceptable."""
    accept = request.META.get("HTTP_ACCEPT", "").strip()
    if not accept:
        return offered[0][0]
    found = chosen(accept, offered)
    if found is None:
        raise NotAcceptable(f"Accept leaves out all that there is here: {', '.join(form[0] for form in offered)}.")
    return found


@memoized
def chosen(accept: str, offered: tuple[Form, ...]) -> str | None:
    """Nothing here has parameters, so those that a client names, such as a character set or a profile, leave none out.

    What is no list of media types asks for nothing, as if it were not there.
    """
    given = parse_accept_header(accept, MIMEAccept)
    ranges = MIMEAccept([(media_range.partition(";")[0].strip(), quality) for media_range, quality in given])
    if not any("/" in media_range for media_range in ranges.values()):
        return offered[0][0]
    best = max(offered, key=lambda form: liking(ranges, form))
    return best[0] if liking(ranges, best) > 0 else None


def liking(ranges: MIMEAccept, form: Form) -> float:
    """What the client says of it by its own name goes first: who refuses JSON does not get it by another name."""
    named = next((name for name in form if ranges.find(name) >= 0), None)
    return ranges.quality(named) if named else 0
