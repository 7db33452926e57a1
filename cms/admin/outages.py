"""What editors are told when the database fails, or no file can be stored, and how what they typed is kept."""

import logging
import re
import time
from dataclasses import dataclass
from errno import EACCES, EDQUOT, EIO, ENOSPC, ENOTDIR, EPERM, EROFS
from traceback import walk_tb
from typing import cast

from django.apps import apps
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.db import DataError, Error, InterfaceError, InternalError, OperationalError, transaction
from django.db.models import CharField, Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.urls import ResolverMatch
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision

from cms.admin.refusals import refusal_as_json, where_from
from cms.media.forms import UNSTORED
from cms.publishing.conflicts import PAUSE, TRIES, is_conflict
from cms.saving.forms import Attempt, attempt

logger = logging.getLogger(__name__)

LOCKED, CANCELLED, READ_ONLY = "55P03", "57014", "25006"
WITHOUT_ROOM = {"53100", "53200"}
TOO_MANY = "53300"
TOO_LONG = {"22001", "54000"}
"""Also of what does not fit into an index."""

UNWRITABLE = {EACCES, EDQUOT, EIO, ENOSPC, ENOTDIR, EPERM, EROFS}
"""Of a folder for files: full, broken, or not ours to write."""
ONE_OF_MANY = {
    f"{app}:{view}"
    for app, what in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for view in ("add_multiple", "edit_multiple", f"create_multiple_from_uploaded_{what}")
}

BEHIND_THE_VIEW = {transaction.Atomic.__exit__.__code__, SimpleTemplateResponse.render.__code__}


@dataclass(frozen=True, kw_only=True)
class Outage:
    """What failed, in a sentence for an editor; and whether what was to be saved may be saved all the same."""

    cause: str
    is_uncertain: bool
    is_of_text: bool
    """Trying again fails again."""


def tried_again(request: HttpRequest, error: Exception) -> HttpResponseBase | Exception:
    """The answer to the request asked anew, where all of it was taken back because of others; else what went wrong.

    Whatever it had written is undone, so nothing is there twice.
    """
    for number in range(1, TRIES):
        if not is_conflict(error) or not is_undone(request, error):
            break
        time.sleep(PAUSE * number)
        try:
            return answer_anew(request)
        except Exception as again:
            error = again
    return error


def answer_anew(request: HttpRequest) -> HttpResponseBase:
    """As if it came only now: what it has said to its editor is forgotten, and its files are read from the start."""
    forget_messages(request)
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    match = cast(ResolverMatch, request.resolver_match)
    with transaction.atomic():
        return cast(HttpResponseBase, match.func(request, *match.args, **match.kwargs))


def forget_messages(request: HttpRequest) -> None:
    """Those of this request; what earlier ones left is read again."""
    MessageMiddleware(HttpResponse).process_request(request)


def answer(request: HttpRequest, error: Exception) -> HttpResponseBase | None:
    """With what failed, and what was typed; None for errors of another kind."""
    outage = outage_of(request, error)
    if outage is None:
        return None
    logger.error("%s %s: %s", request.method, request.path, error, exc_info=error)
    text = " ".join(said(request, outage))
    if is_one_of_many_uploads(request):
        return upload_again(request, outage, text)
    if not request.accepts("text/html"):
        return refusal_as_json(f"{text} {_('Your text is still here.')}", status=503)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        messages.error(request, text)  # dialogs show no errors: the next page does
        return refusal_as_json(text, status=503)
    return form_again(request, outage) or page_that_keeps(request, outage)


def outage_of(request: HttpRequest, error: Exception) -> Outage | None:
    if is_of_storage(error):
        return Outage(cause=str(UNSTORED), is_uncertain=not is_undone(request, error), is_of_text=False)
    if not isinstance(error, DataError | InterfaceError | InternalError | OperationalError):
        return None
    cause = cause_of(error)
    is_of_text = sqlstate_of(error) in TOO_LONG
    return Outage(cause=cause, is_uncertain=not is_undone(request, error), is_of_text=is_of_text) if cause else None


def is_of_storage(error: Exception) -> bool:
    """No file can be written: systems say so by a number, Django by the class."""
    return isinstance(error, FileExistsError) or (isinstance(error, OSError) and error.errno in UNWRITABLE)


def cause_of(error: Exception) -> str:
    """Empty for what is a fault of the program."""
    state = sqlstate_of(error)
    if state == LOCKED:
        held = _("{what} is held by another change at this moment, and did not become free in time.")
        return held.format(what=held_by_others(error))
    if state == CANCELLED:
        return _("The database took longer than it may.")
    if is_conflict(error):
        return _("Others are changing the same things at this moment.")
    if state in WITHOUT_ROOM:
        return _("The database has no room left. Tell whoever runs this site.")
    if state == TOO_MANY:
        return _("The database has too much to do at this moment.")
    if state == READ_ONLY:
        return _("The database takes no changes at this moment. Whoever runs this site can say for how long.")
    if state in TOO_LONG:
        return too_long(error) or _(
            "A text of it, or its address, is longer than can be stored. Shorten it, or divide it into two."
        )
    is_gone = state is None or state[:2] in {"08", "57", "58"}
    return _("The database does not answer, or the connection to it broke.") if is_gone else ""


def too_long(error: Exception) -> str:
    """Which text it is, how long, and how long it may be. PostgreSQL does not say: what was being saved does.

    Empty where no field of it is too long, as when a row is written from others.
    """
    saved = (frame.f_locals.get("self") for frame, _ in reversed(list(walk_tb(error.__traceback__))))
    for instance in (each for each in saved if isinstance(each, Model)):
        for field in instance._meta.concrete_fields:
            text = getattr(instance, field.attname) if isinstance(field, CharField) else None
            if isinstance(text, str) and field.max_length is not None and len(text) > field.max_length:
                return _(
                    "“{field}” has {length} characters, and can have {limit}. Make it at least {less} shorter."
                ).format(
                    field=capfirst(field.verbose_name),
                    length=len(text),
                    limit=field.max_length,
                    less=len(text) - field.max_length,
                )
    return ""


def sqlstate_of(error: BaseException) -> str | None:
    """None where PostgreSQL said nothing, as when the connection broke."""
    return getattr(error.__cause__, "sqlstate", None)


def is_undone(request: HttpRequest, error: BaseException) -> bool:
    """Whether it failed in the view or before: all is rolled back then. Behind the view, the commit may have worked."""
    passed = {frame.f_code for frame, _ in walk_tb(error.__traceback__)}
    view = request.resolver_match and getattr(request.resolver_match.func, "__code__", None)
    return view in passed or not passed & BEHIND_THE_VIEW


def held_by_others(error: BaseException) -> str:
    """The page or snippet whose row was waited for, by its name; else in general."""
    diagnostics = getattr(error.__cause__, "diag", None)
    context = (diagnostics and diagnostics.context) or ""
    place = re.search(r"\(\d+,\d+\)", context)
    if place is None:
        return _("Publishing")
    try:
        row = row_at(place[0], tables=set(re.findall(r"\w+", context)))
    except Error:
        row = None
    row = row.content_object if isinstance(row, Revision) else row
    return f"“{row}”" if isinstance(row, Page | DraftStateMixin) else _("Something that belongs to it")


def row_at(place: str, *, tables: set[str]) -> Model | None:
    """``place`` is where PostgreSQL says that the row lies."""
    model = next((model for model in apps.get_models() if model._meta.db_table in tables), None)
    if model is None:
        return None
    rows = model._base_manager.raw(f'SELECT * FROM "{model._meta.db_table}" WHERE ctid = %s::tid', [place])  # noqa: S608
    return next(iter(rows), None)


def said(request: HttpRequest, outage: Outage) -> list[str]:
    if request.method in ("GET", "HEAD"):
        return [outage.cause, _("Nothing is lost.")]
    if outage.is_uncertain:
        return [outage.cause, _("It is not certain whether this was saved: look at it before you try again.")]
    return [outage.cause, _("Nothing was saved.")]


def is_one_of_many_uploads(request: HttpRequest) -> bool:
    return (
        request.method == "POST"
        and request.resolver_match is not None
        and (request.resolver_match.view_name in ONE_OF_MANY)
    )


def upload_again(request: HttpRequest, outage: Outage, text: str) -> HttpResponseBase:
    """As Wagtail's page for many uploads shows it, beside its file; of other answers it tells nothing."""
    again = form_again(request, outage)
    if isinstance(again, JsonResponse):
        forget_messages(request)
        return again
    return JsonResponse({"success": False, "error_message": text})


def form_again(request: HttpRequest, outage: Outage) -> HttpResponseBase | None:
    """The form as it was sent, with the reason above it; None where it was none of ours, or cannot be shown now."""
    this = attempt.get()
    if this is None or not this.has_form or outage.is_uncertain:
        return None
    below = _("Your text is in the form below.")
    again = _("Your text is in the form below: try again in a moment.")
    text = " ".join([*said(request, outage), below if outage.is_of_text else again])
    token = attempt.set(Attempt(refusal=text))
    try:
        response = answer_anew(request)
        forget_messages(request)  # Wagtail's speaks of validation errors
        messages.error(request, text)
        return response.render() if isinstance(response, SimpleTemplateResponse) else response
    except Error:
        forget_messages(request)
        return None
    finally:
        attempt.reset(token)


def page_that_keeps(request: HttpRequest, outage: Outage) -> HttpResponse:
    """Made without the database. What was sent is in it, to be sent once more."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    is_secret = any("password" in name for name, _ in fields)
    is_kept = request.method == "POST" and not is_secret and not request.FILES
    context = {
        "sentences": said(request, outage),
        "is_reading": request.method != "POST",
        "is_uncertain": outage.is_uncertain,
        "fields": fields,
        "is_kept": is_kept,
        "address": request.get_full_path() if request.method != "POST" else where_from(request),
    }
    html = render_to_string("cms/admin/not_saved.html", context)
    return HttpResponse(html, status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
