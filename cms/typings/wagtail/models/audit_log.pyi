from typing import Any, ClassVar

from django.conf import settings
from django.db import models

class LogEntryQuerySet(models.QuerySet[BaseLogEntry]): ...
class BaseLogEntryManager(models.Manager[BaseLogEntry]): ...

class BaseLogEntry(models.Model):
    objects: ClassVar[BaseLogEntryManager]

    label = models.TextField()
    action = models.CharField(max_length=255)
    data = models.JSONField[dict[str, Any], dict[str, Any]]()
    timestamp = models.DateTimeField()
    uuid = models.UUIDField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.DO_NOTHING, db_constraint=False)

    class Meta:
        abstract = True

    @property
    def user_display_name(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def comment(self) -> str: ...

class ModelLogEntryManager(models.Manager[ModelLogEntry]): ...

class ModelLogEntry(BaseLogEntry):
    objects: ClassVar[ModelLogEntryManager]  # type: ignore[assignment]
    content_type = models.ForeignKey("contenttypes.ContentType", null=True, on_delete=models.SET_NULL)
    object_id = models.CharField(max_length=255)
