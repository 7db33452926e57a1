"""Publishing ends a review that is still going on. The form asks first; whoever takes another road is told."""

from collections.abc import Sequence
from contextvars import ContextVar

from django.http import HttpRequest
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState
from wagtail.signals import workflow_cancelled

from cms.values.told import listed, ngettext, quoted

FORM = "wagtailadmin_pages:edit"
ended: ContextVar[list[int] | None] = ContextVar("ended", default=None)
"""Reviews that the request which is being answered has ended, whether or not it could finish what it did."""


def connect() -> None:
    workflow_cancelled.connect(note_end, dispatch_uid="a review has ended")


def note_end(instance: WorkflowState, **rest: object) -> None:
    noted = ended.get()
    if noted is not None:
        noted.append(instance.pk)


def tell_what_ended(request: HttpRequest, noted: Sequence[int]) -> None:
    if request.resolver_match is not None and request.resolver_match.view_name == FORM:
        return
    cancelled = WorkflowState.objects.filter(pk__in=noted, status=WorkflowState.STATUS_CANCELLED).order_by("pk")
    pages = [state.content_object for state in cancelled]
    if titles := [quoted(each.get_admin_display_title()) for each in pages if isinstance(each, Page)]:
        said = ngettext(
            "The review of {pages} was not finished, and is cancelled by this.",
            "The reviews of {pages} were not finished, and are cancelled by this.",
            len(titles),
        )
        messages.warning(request, said.format(pages=listed(titles)))
