"""Definitions of a form's blocks, in a script of their own that browsers keep: they are larger than the page's text."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache, cached_property

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.forms.utils import ErrorList
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.translation import get_language, override
from wagtail.admin.auth import require_admin_access
from wagtail.admin.staticfiles import versioned_static
from wagtail.blocks import Block, BlockWidget
from wagtail.blocks.base import get_error_json_data
from wagtail.fields import StreamField

LASTS = "private, max-age=31536000, immutable"


@dataclass(frozen=True)
class Definition:
    """Of a field's blocks, in a language of the admin."""

    name: str
    """``app.model.field``."""
    language: str
    packed: str
    """JSON."""
    media: forms.Media

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.packed.encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        return reverse("block_definition", args=[self.name, self.language, self.digest])

    @property
    def script(self) -> str:
        return f"(window.blockDefinitions ??= {{}})[{json.dumps(self.name)}] = {json.dumps(self.packed)};\n"


@cache
def definition(name: str, language: str) -> Definition:
    """Packing takes longer than the rest of the form. Raises LookupError."""
    app_label, model_name, field_name = name.split(".")
    field = apps.get_model(app_label, model_name)._meta.get_field(field_name)
    if not isinstance(field, StreamField):
        raise LookupError(name)
    with override(language):
        widget = BlockWidget(field.stream_block)
        return Definition(name, language, widget.block_json, widget.media)


class DefinedElsewhere(BlockWidget):
    """The same form field, put together by ``block_definitions.js`` before Wagtail's scripts begin."""

    def __init__(self, block: Block, *, name: str) -> None:
        super().__init__(block)
        self.name = name

    @property
    def definition(self) -> Definition:
        return definition(self.name, get_language() or settings.LANGUAGE_CODE)

    def render_with_errors(
        self, name: str, value: object, attrs: object = None, errors: ErrorList | None = None, renderer: object = None
    ) -> str:
        error = get_error_json_data(errors.as_data()[0]) if errors else None
        state = json_script([self.block_def.get_form_state(value), error], f"{name}-state")
        return format_html('<div id="{}" data-block data-block-definition="{}"></div>{}', name, self.name, state)

    @cached_property
    def media(self) -> forms.Media:
        own = forms.Media(js=[self.definition.address, versioned_static("cms/admin/block_definitions.js")])
        return self.definition.media + own


@require_admin_access
def show_definition(request: HttpRequest, name: str, language: str, digest: str) -> HttpResponse:
    """Another digest is that of another release, for a moment: what is answered then is not kept."""
    try:
        found = definition(name, language)
    except (LookupError, ValueError, FieldDoesNotExist) as error:
        raise Http404 from error
    lasts = LASTS if digest == found.digest else "no-store"
    return HttpResponse(found.script, content_type="text/javascript", headers={"Cache-Control": lasts})
