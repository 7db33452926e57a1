"""The admin's forms: what is saved as a draft may be unfinished, in each of its fields."""

from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override

from cms.publishing.rows.surroundings import is_expired
from cms.saving.forms import KeptForm


class SnippetForm(KeptForm, WagtailAdminModelForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        """A time of day is nothing without its place; and times that are over are no reason not to save."""
        if (instance := options.get("instance")) is not None and is_expired(instance):
            instance.go_live_at = instance.expire_at = None
        super().__init__(*args, **options)
        for name in {"go_live_at", "expire_at"} & set(self.fields):
            self.fields[name].help_text = _("In the time zone {zone}.").format(
                zone=timezone.get_current_timezone_name()
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.is_deferred_validation = self.is_deferred_validation
        return cleaned


class PageForm(SnippetForm, WagtailAdminPageForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk is None and "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Who is faster than the browser, which makes one of the title, gets one when the page is stored."""
        slug: str = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title")
        if not slug and title and not slugify(title, allow_unicode=True):
            raise forms.ValidationError(_("Write the page's slug: none can be made of this title."), code="required")
        return slug


class HalfWritten(forms.Field):
    """A draft may have half of what the field asks for. Wagtail says when it saves one."""

    is_deferred_validation = False

    def clean(self, value: Any) -> object:
        return forms.CharField(required=False).clean(value) if self.is_deferred_validation else super().clean(value)


class AddressField(HalfWritten, forms.URLField):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"assume_scheme": "https"} | options)


class MailField(HalfWritten, forms.EmailField):
    pass


def register_fields() -> None:
    register_form_field_override(models.URLField, override={"form_class": AddressField})
    register_form_field_override(models.EmailField, override={"form_class": MailField})
