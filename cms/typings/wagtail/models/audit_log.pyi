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

    class Meta:
        abstract = True
