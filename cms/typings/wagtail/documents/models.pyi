from typing import ClassVar

from django.conf import settings
from django.db import models
from modelsearch.index import Indexed
from wagtail.models import CollectionMember

class DocumentQuerySet(models.QuerySet[AbstractDocument]): ...

class AbstractDocument(CollectionMember, Indexed):
    objects: ClassVar[models.Manager[AbstractDocument]]

    title = models.CharField(max_length=255)
    file = models.FileField()
    created_at = models.DateTimeField()
    uploaded_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    file_size = models.PositiveBigIntegerField(null=True)
    file_hash = models.CharField(max_length=40)

    class Meta:
        abstract = True

class Document(AbstractDocument):
    class Meta: ...
