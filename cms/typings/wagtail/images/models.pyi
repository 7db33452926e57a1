from contextlib import AbstractContextManager
from typing import IO, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from modelsearch.index import Indexed
from wagtail.models import CollectionMember

class WagtailImageFieldFile(ImageFieldFile): ...
class WagtailImageField(models.ImageField): ...

def get_upload_to(instance: AbstractImage, filename: str) -> str: ...

class ImageQuerySet(models.QuerySet[AbstractImage]): ...

class AbstractImage(CollectionMember, Indexed):
    objects: ClassVar = ImageQuerySet.as_manager()

    title = models.CharField(max_length=255)
    file = models.ImageField()
    description = models.CharField(max_length=255, blank=True)
    width = models.IntegerField()
    height = models.IntegerField()
    created_at = models.DateTimeField()
    uploaded_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    focal_point_x = models.PositiveIntegerField(null=True)
    focal_point_y = models.PositiveIntegerField(null=True)
    focal_point_width = models.PositiveIntegerField(null=True)
    focal_point_height = models.PositiveIntegerField(null=True)
    file_size = models.PositiveIntegerField(null=True)
    file_hash = models.CharField(max_length=40)

    admin_form_fields: tuple[str, ...]
    # Set by ImageBlock, which gives an image other words in each place.
    contextual_alt_text: str | None
    decorative: bool
    prefetched_renditions: list[AbstractRendition]

    class Meta:
        abstract = True

    @property
    def filename(self) -> str: ...
    @property
    def default_alt_text(self) -> str: ...
    def open_file(self) -> AbstractContextManager[IO[bytes]]: ...
    def has_focal_point(self) -> bool: ...
    def generate_rendition_file(self, filter: Filter, *, source: IO[bytes] | None = None) -> IO[bytes]: ...
    def get_rendition(self, filter: Filter | str) -> AbstractRendition: ...
    def get_renditions(self, *filters: str) -> dict[str, AbstractRendition]: ...
    @classmethod
    def get_rendition_model(cls) -> type[AbstractRendition]: ...

class Image(AbstractImage):
    class Meta: ...

class AbstractRendition(models.Model):
    filter_spec = models.CharField(max_length=255)
    file = models.ImageField()
    width = models.IntegerField()
    height = models.IntegerField()
    focal_point_key = models.CharField(max_length=16)
    image: AbstractImage

    class Meta:
        abstract = True

    @property
    def url(self) -> str: ...
    @property
    def attrs_dict(self) -> dict[str, object]: ...
    @property
    def filter(self) -> Filter: ...
    def get_upload_to(self, filename: str) -> str: ...

class Filter:
    spec: str

    def __init__(self, spec: str) -> None: ...

class SourceImageIOError(OSError): ...
