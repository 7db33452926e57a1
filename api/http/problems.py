"""Every error as problem details (RFC 9457), whoever raises it: a view, DRF, Django's routing, or a defect."""

import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus
from itertools import islice
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation, TooManyFieldsSent
from django.db import InterfaceError, OperationalError, connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path
from rest_framework.exceptions import APIException, MethodNotAllowed

from api.contract.answers.problems import (
    GoneProblem,
    ParameterError,
    Problem,
    QuotaProblem,
    RecallClass,
    UnknownPathProblem,
    WithdrawalReason,
)
from api.contract.values import DocumentLink
from api.process.throttled_log import ThrottledLog

logger = logging.getLogger(__name__)
failures = ThrottledLog(logger)

CONTENT_TYPE = "application/problem+json"
PREFIX = "/api/"
FOR_THIS_CLIENT = (401, 403, 429)
OUTAGE = (OperationalError, InterfaceError)
"""What Django raises when the database is gone, or does not do in time what it is asked."""
LOST = "api.lost_connection"
"""In the ``META`` of a request: it had a connection to the database, and that failed."""
LOGGED = "api.logged"
"""The same: its failure has been told to the log."""
RETRY_SECONDS = 5
"""After which to ask again. Proxies on the way may tell the same (examples/varnish/default.vcl)."""
LONGEST, LONGEST_OF_ERROR, MOST_ERRORS = 1000, 200, 10
"""Letters of an address, of a detail and of a parameter's name or error; and how many errors are listed: a refusal is
short, whatever was asked."""
LATE = (psycopg.errors.QueryCanceled, psycopg.errors.LockNotAvailable)


class ProblemException(APIException):
    """Answers with a problem. Subclasses say which."""

    status_code = 500

    def __init__(self, detail: str, *, errors: Iterable[ParameterError] = ()) -> None:
        super().__init__(detail)
        self.errors = list(errors)
        self.headers: dict[str, str] = {}

    def problem(self, instance: str) -> Problem:
        return build_problem(self.status_code, str(self.detail), instance=instance, errors=self.errors)


class InvalidParameters(ProblemException):
    """The request's parameters are wrong. Each error names one and what is allowed."""

    status_code = 400

    def __init__(self, errors: Iterable[ParameterError]) -> None:
        listed = list(errors)
        names = [*dict.fromkeys(error.parameter[:LONGEST_OF_ERROR] or "one without a name" for error in listed)]
        more = f" and {len(names) - MOST_ERRORS} more" if len(names) > MOST_ERRORS else ""
        super().__init__(f"Correct these parameters: {', '.join(names[:MOST_ERRORS])}{more}.", errors=listed)


class NeverExisted(ProblemException):
    """There is no such document, and there never was."""

    status_code = 404


class UnknownPath(NeverExisted):
    """No page has the path, and none ever had."""

    def __init__(self, detail: str, *, suggestions: list[DocumentLink], errors: Iterable[ParameterError] = ()) -> None:
        super().__init__(detail, errors=errors)
        self.suggestions = suggestions

    def problem(self, instance: str) -> Problem:
        return UnknownPathProblem(**super().problem(instance).model_dump(), suggestions=self.suggestions)


class KeyProblem(ProblemException):
    """About the key that the request has or lacks."""

    def __init__(self, detail: str, *, challenge: str) -> None:
        """``challenge`` is the value of ``WWW-Authenticate`` (RFC 6750 section 3)."""
        super().__init__(detail)
        self.headers = {"WWW-Authenticate": challenge}


class Unauthorized(KeyProblem):
    """The request needs a key, or its key is refused."""

    status_code = 401


class Forbidden(KeyProblem):
    """The key is good, but not for this."""

    status_code = 403


class FeedTokenExpired(ProblemException):
    """The change feed cannot continue from here: the token and the log do not agree."""

    status_code = 409
    type = "/problems/feed-token-expired"
    title = "Feed token expired"

    def problem(self, instance: str) -> Problem:
        return super().problem(instance).model_copy(update={"type": self.type, "title": self.title})


class QuotaExceeded(ProblemException):
    """The client has asked more often than it may.

    Type and title are those of draft-ietf-httpapi-ratelimit-headers.
    """

    status_code = 429
    type = "https://iana.org/assignments/http-problem-types#quota-exceeded"
    title = "Request cannot be satisfied as assigned quota has been exceeded"

    def __init__(self, said: str, *, policy: str, seconds: int) -> None:
        """``said`` is what was too much, ``seconds`` until the client may ask again."""
        super().__init__(f"{said} Wait {seconds} seconds, then go on more slowly.")
        self.policy = policy
        self.headers = {"Retry-After": str(seconds)}

    def problem(self, instance: str) -> Problem:
        base = super().problem(instance).model_copy(update={"type": self.type, "title": self.title})
        return QuotaProblem(**base.model_dump(), violated_policies=[self.policy])


class Unavailable(ProblemException):
    """Not now, but soon: nothing is wrong with the request."""

    status_code = 503

    def __init__(self, detail: str) -> None:
        super().__init__(f"{detail} Try again in {RETRY_SECONDS} seconds.")
        self.headers = {"Retry-After": str(RETRY_SECONDS)}


class DatabaseUnreachable(Unavailable):
    """The database does not answer."""


class ReducedCapacity(Unavailable):
    """There is more to do than can be done in time.

    Type and title are those of draft-ietf-httpapi-ratelimit-headers.
    """

    type = "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity"
    title = "Request cannot be satisfied due to temporary server capacity constraints"

    def problem(self, instance: str) -> Problem:
        return super().problem(instance).model_copy(update={"type": self.type, "title": self.title})


class Gone(ProblemException):
    """The document was public and is not any more."""

    status_code = 410

    def __init__(
        self,
        detail: str,
        *,
        reason: WithdrawalReason,
        recall_class: RecallClass | None = None,
        replacement: DocumentLink | None = None,
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.recall_class = recall_class
        self.replacement = replacement

    def problem(self, instance: str) -> Problem:
        base = super().problem(instance)
        return GoneProblem(
            **base.model_dump(), reason=self.reason, recall_class=self.recall_class, replacement=self.replacement
        )


def build_problem(status: int, detail: str, *, instance: str, errors: Iterable[ParameterError] = ()) -> Problem:
    """A problem without a type of its own: the title is the status phrase, as RFC 9457 section 4.2.1 asks."""
    return Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=shortened(detail),
        instance=shortened(instance),
        errors=[in_short(error) for error in islice(errors, MOST_ERRORS)],
    )


def in_short(error: ParameterError) -> ParameterError:
    short = {name: shortened(getattr(error, name), most=LONGEST_OF_ERROR) for name in ("parameter", "detail")}
    return error.model_copy(update=short)


def shortened(text: str, *, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def respond(problem: Problem, *, headers: dict[str, str] | None = None) -> HttpResponse:
    """Caches keep no error for the next reader: it would hide what is published or mended a moment later."""
    cache = "no-store" if problem.status in FOR_THIS_CLIENT or problem.status >= 500 else "no-cache"
    return HttpResponse(
        problem.model_dump_json(by_alias=True),
        status=problem.status,
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": cache} | (headers or {}),
    )


def outage(error: Exception) -> Unavailable:
    """What an ``OUTAGE`` means for the client."""
    if isinstance(error.__cause__, LATE):
        return ReducedCapacity("The database took longer over this than it may.")
    return DatabaseUnreachable("The database does not answer.")


def problem_of(error: Exception, *, instance: str) -> Problem:
    if isinstance(error, ProblemException):
        return error.problem(instance)
    if isinstance(error, Http404):
        detail = f"There is nothing at {shortened(instance)}. The entry point /api/v1/ links to everything there is."
        return build_problem(404, detail, instance=instance)
    if isinstance(error, MethodNotAllowed):
        return build_problem(405, "This API is read with GET and HEAD only.", instance=instance)
    if isinstance(error, APIException):
        return build_problem(error.status_code, str(error.detail), instance=instance)
    if isinstance(error, PermissionDenied):
        return build_problem(403, "This is not public.", instance=instance)
    if isinstance(error, TooManyFieldsSent):
        detail = f"Give at most {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} parameters."
        return build_problem(400, detail, instance=instance)
    if isinstance(error, BadRequest | SuspiciousOperation):
        return build_problem(400, "The request cannot be understood.", instance=instance)
    return build_problem(500, "An error on our side. It has been logged; try again later.", instance=instance)


def exception_handler(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """DRF's hook."""
    instance = context["request"].path
    if isinstance(error, OUTAGE):
        failures.warn("The database failed at %s: %s", instance, str(error).partition("\n")[0])
        error = outage(error)
        context["request"].META[LOST] = isinstance(error, DatabaseUnreachable) and drop_connection()
    problem = problem_of(error, instance=instance)
    if problem.status == 500:
        logger.exception("Unhandled error at %s", instance, exc_info=error)
    headers = {"Allow": "GET, HEAD, OPTIONS"} if problem.status == 405 else getattr(error, "headers", None)
    response = respond(problem, headers=headers)
    if problem.status >= 500:
        context["request"].META[LOGGED] = True
    return response


def is_unlogged(record: logging.LogRecord) -> bool:
    """Of Django's line for a failed request: whether nobody has written one that says more."""
    request = getattr(record, "request", None)
    return not (isinstance(request, HttpRequest) and LOGGED in request.META)


class ProblemMiddleware:
    """Turns errors that arise outside DRF's views, below ``PROBLEMS_BELOW``, into problem details.

    An address that only lacks the slash at its end leads to the one that has it.

    The view is asked again on a new connection, if the one that was there turns out to be dead: the database was
    started anew, or another took over. No reader has to notice that, because all requests are reads.
    """

    AGAIN = 2
    """How often, at most: the first connection may have been dead for long, and the second die while it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get("QUERY_STRING") and (problem := unreadable(request)):
            return respond(problem)
        response = self.get_response(request)
        for _ in range(self.AGAIN):
            if response.status_code != 503 or not request.META.pop(LOST, False):
                break
            response = self.get_response(request)
        is_foreign = response.status_code >= 400 and response.headers.get("Content-Type") != CONTENT_TYPE
        if not (is_foreign and is_ours(request)):
            return response
        if response.status_code == 404:
            if len(request.path_info) < LONGEST and is_valid_path(f"{request.path_info}/"):
                return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
            return respond(problem_of(Http404(), instance=request.path))
        detail = "An error on our side. It has been logged; try again later."
        if response.status_code < 500:
            detail = "The request cannot be understood."
        return respond(build_problem(response.status_code, detail, instance=request.path))


def unreadable(request: HttpRequest) -> Problem | None:
    """What is wrong with parameters that cannot even be read. Asked here, because whoever reads them fails by it."""
    if is_ours(request):
        try:
            _ = request.GET
        except SuspiciousOperation as error:
            return problem_of(error, instance=request.path)
    return None


def is_ours(request: HttpRequest) -> bool:
    return request.path.startswith(settings.PROBLEMS_BELOW)


def drop_connection() -> bool:
    """Whether there was one. The next query opens another; where that fails, there is none to try again with."""
    connection = connections["default"]
    if connection.connection is None or connection.in_atomic_block:
        return False
    connection.close()
    return True
