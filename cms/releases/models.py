"""Releases: what is to be published together, and what became of it."""

from typing import cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from cms.values.told import told_from


class Release(models.Model):
    """Pages and snippets that an editor has collected."""

    class State(models.TextChoices):
        OPEN = "open", _("Being collected")
        STOPPED = "stopped", _("Stopped: not all of it was ready at its time")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        UNDONE = "undone", _("Undone")

    name = models.CharField(_("name"), max_length=160)
    note = models.TextField(_("note"), blank=True, help_text=_("For colleagues. Readers never see it."))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    scheduled_for = models.DateTimeField(null=True, db_index=True)
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    refusal = models.TextField(blank=True)
    """Why it was not published at its time, in words: in English, and in ``words`` how they are put together
    (``cms/values/told.py``)."""
    words = models.JSONField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> State:
        if self.undone_at:
            return self.State.UNDONE
        if self.published_at:
            return self.State.PUBLISHED
        if self.scheduled_for:
            return self.State.SCHEDULED
        return self.State.STOPPED if self.refusal else self.State.OPEN

    @property
    def refusal_told(self) -> str:
        """In the language that is active."""
        return told_from(self.words, otherwise=self.refusal)

    @property
    def state_in_words(self) -> str:
        return str(self.state.label)

    @property
    def is_open(self) -> bool:
        """Whether something can be added to it or taken out of it."""
        return self.state in (self.State.OPEN, self.State.STOPPED)


class ReleaseMember(models.Model):
    """A page or snippet of a release. It stays when the page is deleted: by its title it is known."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="members")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    """Of the model itself, not of Wagtail's base for pages."""
    object_id = models.CharField(max_length=255)
    title = models.TextField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    """The text that is scheduled, or was published. Until then it is the newest draft."""
    was_over = models.BigIntegerField(null=True)
    """Primary key of the revision that was public when this one was scheduled."""
    was_public = models.BooleanField(default=False)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    """All that was public when the release was published, for undoing it."""

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "content_type", "object_id"], name="once_in_a_release")
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="releases_of_a_page")]

    def __str__(self) -> str:
        return self.title

    @property
    def model(self) -> type[Model]:
        return cast(type[Model], self.content_type.model_class())

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)
