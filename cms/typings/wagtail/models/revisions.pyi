from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models

class RevisionQuerySet(models.QuerySet[Revision]):
    def page_revisions(self) -> Self: ...
    def for_instance(self, instance: models.Model) -> Self: ...

class RevisionsManager(models.Manager.from_queryset(RevisionQuerySet)): ...  # type: ignore[misc]
class PageRevisionsManager(RevisionsManager): ...

class Revision(models.Model):
    objects: RevisionsManager
    page_revisions: PageRevisionsManager
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.CharField(max_length=255)
    created_at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    object_str = models.TextField()
    content = models.JSONField()
    approved_go_live_at = models.DateTimeField(null=True)

    def publish(
        self,
        user: AbstractBaseUser | AnonymousUser | None = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None: ...
    def as_object(self) -> models.Model: ...
    @property
    def content_object(self) -> models.Model | None: ...

class RevisionMixin(models.Model):
    latest_revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL)

    class Meta:
        abstract = True

    @property
    def revisions(self) -> RevisionQuerySet: ...
    def serializable_data(self) -> dict[str, Any]: ...
    def with_content_json(self, content: dict[str, Any], /) -> Self: ...
    def save_revision(
        self,
        user: AbstractBaseUser | AnonymousUser | None = None,
        approved_go_live_at: object = None,
        changed: bool = True,
        log_action: bool | str = False,
        previous_revision: Revision | None = None,
        clean: bool = True,
    ) -> Revision: ...
