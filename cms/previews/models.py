"""Who may see which draft until when, and where the hospital's own front end shows drafts."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, Site

LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""Where a front end may do without TLS: nobody listens between a browser and its own machine."""
LIFETIME = timedelta(minutes=30)
"""Of a token. The editor's form gives out another in time, as long as somebody works in it."""


def in_a_while() -> datetime:
    return timezone.now() + LIFETIME


class FrontEnd(models.Model):
    """Where a site's own front end shows drafts. Without it the admin shows them by itself."""

    site = models.OneToOneField(Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="+")
    address = models.URLField(
        _("address of its preview"),
        help_text=_(
            "The page of the web site that shows drafts, as whoever built the web site names it."
            " For example: https://www.hospital.example/preview/"
        ),
    )

    class Meta:
        verbose_name = _("web site for previews")
        verbose_name_plural = _("web sites for previews")

    def __str__(self) -> str:
        return self.address

    @property
    def origin(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def clean(self) -> None:
        parts = urlsplit(self.address)
        is_local = parts.netloc.rpartition(":")[0] in LOCAL or parts.netloc in LOCAL
        if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
            message = _(
                "Begin with https://. Only a web site on your own computer may do without: http://localhost:3000/."
            )
            raise ValidationError({"address": message})
        if "@" in parts.netloc or "#" in self.address:
            message = _("Leave out names, passwords and what follows a #: the admin adds what opens the draft there.")
            raise ValidationError({"address": message})


class PreviewGrant(models.Model):
    """That a token opens a draft, in the name of who may see it. Deleting it takes the token back."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255, blank=True)
    """Empty for a page that was never saved."""
    parent_object_id = models.CharField(max_length=255, blank=True)
    """Of such a page: what it is to be below of."""
    revision = models.ForeignKey(Revision, null=True, on_delete=models.CASCADE, related_name="+")
    """The draft as it was then; null for the newest."""
    has_typing = models.BooleanField()
    """What the user is typing and has not saved is part of it."""
    moment = models.DateTimeField(null=True)
    """To come: the page is shown as it will be then, and no draft of it. Null for a draft."""
    expires_at = models.DateTimeField(default=in_a_while)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="cms_preview_expires_idx")]

    def __str__(self) -> str:
        """Never the token: this may stand in a log."""
        return f"{self.content_type} {self.object_id}, until {self.expires_at}"

    @property
    def is_of_page(self) -> bool:
        return is_of_page(self.content_type)


def is_of_page(content_type: ContentType) -> bool:
    """Others open lists."""
    return issubclass(content_type.model_class() or object, Page)
