"""What cannot be published is told to the editor, never as an error page, and never half done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.publications.preview import preview_context
from cms.publishing.requirements.examining import examine
from cms.publishing.requirements.requirement import catalogue_of
from cms.publishing.rows.surroundings import Surroundings
from cms.publishing.unfinished import CALLED, UnfinishedError

MOST_NAMED = 5
SHOWN = "validation_error"
"""Of Wagtail's codes one with which its editor shows the message, and goes on saving by itself with the next change."""


def keep_as_draft_what_cannot_be_published(request: HttpRequest, instance: Model) -> HttpResponse | None:
    """Before a page or snippet is published: what the contract forbids is told here, and the draft is kept.

    The form has checked every field. Without this the publication would fail further on, and take the editor's changes
    back with it.
    """
    problems = problems_before_publishing(instance)
    if not problems:
        return None
    title = instance.title if isinstance(instance, Page) else str(instance)
    messages.error(
        request,
        _("“{title}” is saved as a draft, but not published. {problems}").format(
            title=title, problems=" ".join(problems)
        ),
    )
    edit = AdminURLFinder().get_edit_url(instance) or where_from(request)
    return redirect(f"{edit}#checklist" if catalogue_of(instance) else edit)


def problems_before_publishing(instance: Model) -> list[str]:
    """In sentences; none of a page below no site: readers do not get it whatever it says."""
    if isinstance(instance, Page) and Surroundings().address_of(instance) is None:
        return []
    return [*preview_context(instance).get("problems", ()), *missing_in(instance)]


def missing_in(instance: Model) -> list[str]:
    """What the hospital asks for, and neither finds nor has waived."""
    examination = examine(instance) if isinstance(instance, Page) else None
    return [each.gap.message for each in examination.blocking] if examination else []


def answer(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """To an action that failed on the way, for example for many pages at once; None for other errors.

    The request's transaction is rolled back by now.
    """
    if not isinstance(error, ContractViolationError | ValidationError | ProtectedError):
        return None
    text = f"{in_words(error)} {_('Nothing was changed.')}"
    if not request.accepts("text/html"):
        return refusal_as_json(text)
    messages.error(request, text)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return refusal_as_json(text)  # dialogs show no errors: the next page does
    return redirect(where_from(request))


def refusal_as_json(text: str, *, status: int = 400) -> JsonResponse:
    """As Wagtail's editor understands it."""
    return JsonResponse({"success": False, "error_code": SHOWN, "error_message": text}, status=status)


def in_words(error: ContractViolationError | ValidationError | ProtectedError) -> str:
    if isinstance(error, ProtectedError):
        users = sorted({f"“{each}”" for each in error.protected_objects})
        some = _("It is still used by {users} and others.")
        return (some if users[MOST_NAMED:] else _("It is still used by {users}.")).format(
            users=", ".join(users[:MOST_NAMED])
        )
    if isinstance(error, UnfinishedError):
        return error.in_words()
    if not isinstance(error, ValidationError):
        return str(error)
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        " ".join(problems) if name == "__all__" else f"“{label(name)}”: {' '.join(problems)}"
        for name, problems in error.message_dict.items()
    )


def label(field: str) -> str:
    return str(CALLED.get(field) or _(field.replace("_", " ")))


def where_from(request: HttpRequest) -> str:
    """The form that was sent, so that the editor can mend something and try again."""
    referrer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referrer, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return referrer
    return request.path
