"""What was to be published at a time and could not be: kept until it is public or its schedule is taken away."""

import logging
from typing import cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import registry
from wagtail.models import Revision

from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.unfinished import UnfinishedError
from cms.values.languages import language_read_by
from cms.values.told import gettext as _
from cms.values.told import in_all_languages, told_from

logger = logging.getLogger(__name__)


class RefusedSchedule(models.Model):
    """Of a revision whose time has come."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    """In words, as of the last attempt: in English, and in ``words`` how they are put together
    (``cms/values/told.py``)."""
    words = models.JSONField(null=True)
    since = models.DateTimeField(auto_now_add=True)
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["since", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.revision.object_str}: {self.reason}"

    @property
    def reason_told(self) -> str:
        """In the language that is active."""
        return told_from(self.words, otherwise=self.reason)

    @property
    def source(self) -> models.Model:
        """The page or snippet, as readers have it."""
        return cast(models.Model, self.revision.content_object)


def refused() -> "QuerySet[RefusedSchedule]":
    """What is still to be published: both that and taking the schedule away take the time off the revision."""
    return RefusedSchedule.objects.exclude(revision__approved_go_live_at=None).select_related("revision")


@transaction.atomic
def note_refusal(revision: int, error: Exception) -> None:
    """Tells who has scheduled it the first time."""
    found = Revision.objects.filter(pk=revision).exclude(approved_go_live_at=None).first()
    if found is None:
        return
    reason = in_all_languages(reason_of(error), english="reason")
    refusal, is_new = RefusedSchedule.objects.update_or_create(
        revision=found, defaults=reason, create_defaults=reason | {"scheduled_by": who_scheduled(found)}
    )
    if is_new:
        with override(language_read_by(refusal.scheduled_by)):
            tell(refusal)


def reason_of(error: Exception) -> str:
    """That of a form's field keeps the language in which it was raised."""
    if isinstance(error, UnfinishedError):
        return error.in_words()
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, ContractViolationError):
        return error.told
    return _("It is a fault of the program. Tell whoever runs this site: its log says more.")


def who_scheduled(revision: Revision) -> User | None:
    """A correction of what is scheduled is another's, and the schedule stays whose it was."""
    entries = registry.get_logs_for_instance(cast(models.Model, revision.content_object))
    entry = entries.filter(action="wagtail.publish.schedule").order_by("timestamp").last()
    return (entry and entry.user) or revision.user


def tell(refusal: RefusedSchedule) -> None:
    """In the language that is active."""
    user = refusal.scheduled_by
    if user is None or not user.email:
        return
    title = refusal.revision.object_str
    subject = _("“%(title)s” was not published at its time") % {"title": title}
    edit = AdminURLFinder().get_edit_url(refusal.source)
    link = f"{settings.WAGTAILADMIN_BASE_URL}{edit}" if edit else ""
    told = _("It is tried again every minute. Mend it here, or take its schedule away:")
    send_mail(subject, f"{refusal.reason_told}\n\n{told} {link}", None, [user.email])
