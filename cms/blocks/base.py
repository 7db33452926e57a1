"""What editors meet in every block: a preview in the chooser, drawn by the template that draws pages."""

from django import forms
from django.apps import apps
from django.core import exceptions
from django.core.files.storage import default_storage
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError, StructValue

from cms.publishing.rendering.context import Context
from cms.publishing.rendering.forbidden import ForbiddenPartError
from cms.publishing.rows.surroundings import Surroundings
from cms.streamfield.blocks import ContractBlock
from cms.streamfield.walker import fill

INLINE = ["bold", "italic", "link"]
"""Rich text features inside a line or a short paragraph."""
PARAGRAPHS = ["h4", "h5", "bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]
"""Rich text features of running text. Sections and subsections have headings of their own above these."""

TEXT = _("Text")
PATIENTS = _("For the patient's decision")
MEDIA = _("Pictures and video")
CARE = _("Getting care")
EVIDENCE = _("Evidence")


SINGULARS = {
    "minutes": _("minute"),
    "hours": _("hour"),
    "days": _("day"),
    "weeks": _("week"),
    "months": _("month"),
    "years": _("year"),
}
"""What stands after a single one of a unit."""


class EditorBlock(ContractBlock):
    """A block in the chooser. ``Meta.preview_value`` is what its preview shows, as it would be stored.

    ``Meta.outline`` is what a closed block is called: the first of these wordings of which every ``{field}`` is filled
    in. Without any, Wagtail shows its first field that has words.
    """

    def get_preview_value(self) -> StructValue:
        """What is left out of ``preview_value`` takes its default. Choosers are given by primary key, as stored."""
        return self.to_python(self.meta.preview_value)

    def get_preview_template(self, value: object, context: object = None) -> str:
        return "cms/block_preview.html"

    def get_preview_context(self, value: object, parent_context: object = None) -> dict[str, object]:
        try:
            around = Surroundings(address_of_file=default_storage.url)
            shown = fill(self, value, Context(locale=get_language() or "en", surroundings=around))
        except ForbiddenPartError:
            shown = None
        return {"block": shown, "label": self.label}

    class Meta:
        outline: tuple[str, ...] = ()


class OutlinedAdapter(StructBlockAdapter):
    """Of blocks with ``Meta.outline``, which the form's script words anew whenever they are closed."""

    js_constructor = "cms.blocks.Outlined"

    def js_args(self, block: EditorBlock) -> list[object]:
        *others, meta = super().js_args(block)
        words = {"outline": block.meta.outline, "singulars": SINGULARS} if block.meta.outline else {}
        return [*others, meta | words]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[versioned_static("cms/admin/outlines.js")])


register(OutlinedAdapter(), EditorBlock)


def first(model: str, **conditions: object) -> object:
    """Primary key of something to show in a preview; None while there is nothing of the kind yet.

    ``model`` is a label such as ``cms.Contact``: models hold blocks, so blocks name models.
    """
    rows = apps.get_model(model)._default_manager.filter(**conditions).order_by("pk")
    return rows.values_list("pk", flat=True).first()


def refuse(field: str, message: str) -> StructBlockValidationError:
    """What a block's ``clean`` raises about one of its fields."""
    return StructBlockValidationError(block_errors={field: exceptions.ValidationError(message)})
