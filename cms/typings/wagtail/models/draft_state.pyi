from typing import Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from wagtail.models.revisions import Revision

class DraftStateMixin(models.Model):
    live = models.BooleanField()
    has_unpublished_changes = models.BooleanField()
    first_published_at = models.DateTimeField(blank=True, null=True)
    last_published_at = models.DateTimeField(null=True)
    live_revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL)
    go_live_at = models.DateTimeField(blank=True, null=True)
    expire_at = models.DateTimeField(blank=True, null=True)
    expired = models.BooleanField()

    class Meta:
        abstract = True

    @property
    def approved_schedule(self) -> bool: ...
    scheduled_revision: Revision | None
    def get_latest_revision_as_object(self) -> Self: ...
    def publish(
        self,
        revision: Revision,
        user: AbstractBaseUser | None = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None: ...
    def unpublish(
        self,
        set_expired: bool = False,
        commit: bool = True,
        user: AbstractBaseUser | None = None,
        log_action: bool | str = True,
    ) -> None: ...
