"""Redirects by path: none leads nowhere, to another redirect, or round."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.contrib.redirects.models import Redirect

from api.log.models import PATH_KEY
from api.log.paths import AskedPath
from api.models import Document
from cms.publishing.draft_forms import AddressField
from cms.publishing.rows.sites import default_site


class RedirectTarget(AddressField):
    """Where a redirect leads: an address elsewhere, or a path of this site that a page has. So none leads nowhere, to
    another redirect, or round."""

    def __init__(self, **options: object) -> None:
        help_text = _("An address elsewhere, or a path of this site: /treatments/. To follow a page, choose it above.")
        super().__init__(**options | {"help_text": help_text})
        self.widget = forms.TextInput()  # browsers would refuse a path

    def clean(self, value: object) -> object:
        text = str(value or "").strip()
        site = default_site()
        root = site.root_url if site else ""
        address = str(super().clean(f"{root}{text}" if is_path(text) else text) or "")
        if site and urlsplit(address).hostname == site.hostname:
            check_path(urlsplit(address).path)
        return address


def is_path(text: str) -> bool:
    return text.startswith("/") and not text.startswith("//")


def check_path(path: str) -> None:
    """Raise Django's ValidationError where no page has it now."""
    if path.startswith(settings.MEDIA_URL):
        return
    pages = (
        Document.objects.alias(key=PATH_KEY).filter(key__in=AskedPath.parse(path).spellings).exclude(type="redirect")
    )
    if not pages.exists():
        raise forms.ValidationError(
            _(
                "No page has the address {path} now. Choose the page above instead: the redirect then waits for "
                "it, and follows it."
            ).format(path=path)
        )


def field_of_address(field: "models.URLField[str, str]") -> dict[str, object]:
    """For Wagtail's registry of form fields."""
    return {"form_class": RedirectTarget if field.model is Redirect else AddressField}


def refuse_empty(instance: Redirect, **signal: object) -> None:
    """Wagtail's form takes a redirect without any target."""
    if not instance.redirect_page_id and not instance.redirect_link:
        raise ValidationError(
            _("The redirect from {old_path} leads nowhere. Choose a page, or give an address.").format(
                old_path=instance.old_path
            )
        )


def connect_redirects() -> None:
    register_form_field_override(models.URLField, override=field_of_address)
    pre_save.connect(refuse_empty, sender=Redirect)
