"""Publishing ends a review that is still going on. Whoever takes a road that does not ask first is told."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.utils.translation import override
from wagtail.models import Page, WorkflowState
from wagtail.signals import workflow_cancelled

from cms.values.languages import language_read_by
from cms.values.told import gettext as _
from cms.values.told import listed, ngettext, quoted

ended: ContextVar[list[int] | None] = ContextVar("ended", default=None)
"""Reviews that what is being done has ended, whether or not it could be finished."""


def connect() -> None:
    workflow_cancelled.connect(note_end, dispatch_uid="a review has ended")


def note_end(instance: WorkflowState, **rest: object) -> None:
    noted = ended.get()
    if noted is not None:
        noted.append(instance.pk)


@contextmanager
def noting() -> Iterator[list[int]]:
    noted: list[int] = []
    token = ended.set(noted)
    try:
        yield noted
    finally:
        ended.reset(token)


def sentence_about(noted: Sequence[int]) -> str:
    """Empty where none of them was ended after all."""
    cancelled = WorkflowState.objects.filter(pk__in=noted, status=WorkflowState.STATUS_CANCELLED).order_by("pk")
    pages = [state.content_object for state in cancelled]
    titles = [quoted(each.get_admin_display_title()) for each in pages if isinstance(each, Page)]
    if not titles:
        return ""
    said = ngettext(
        "The review of {pages} was not finished, and is cancelled by this.",
        "The reviews of {pages} were not finished, and are cancelled by this.",
        len(titles),
    )
    return said.format(pages=listed(titles))


def write_to(users: Sequence[User | None], noted: Sequence[int], *, name: str, address: str) -> None:
    """About what was published at its time, with nobody there to be told. ``address`` is a path of the admin."""
    for user in {each.pk: each for each in users if each and each.email}.values():
        with override(language_read_by(user)):
            if sentence := sentence_about(noted):
                subject = _("A review ended when “{name}” was published at its time").format(name=name)
                told = _("“{name}” is public as it was scheduled.").format(name=name)
                link = f"{settings.WAGTAILADMIN_BASE_URL}{address}"
                send_mail(subject, f"{told} {sentence}\n\n{link}", None, [user.email])
