"""Who gives the treatment, and where."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from api.contract import blocks as shapes
from cms.blocks.base import CARE, EditorBlock, first


class CliniciansBlock(EditorBlock):
    lead_in = blocks.CharBlock(
        required=False, label=_("Introduction"), help_text=_("For example: Doctors who do this here.")
    )
    clinicians = blocks.ListBlock(SnippetChooserBlock("procedures.Clinician"), min_num=1)

    def get_preview_value(self) -> blocks.StructValue:
        found = first("procedures.Clinician")
        return self.to_python({"clinicians": [found] if found else []})

    class Meta:
        contract = shapes.CliniciansBlock
        label = _("Clinicians")
        icon = "group"
        group = CARE
        description = _("People who give the treatment. Edited once under Snippets.")


class LocationsBlock(EditorBlock):
    lead_in = blocks.CharBlock(
        required=False, label=_("Introduction"), help_text=_("For example: You can have this at:")
    )
    locations = blocks.ListBlock(SnippetChooserBlock("procedures.Location"), min_num=1)

    def get_preview_value(self) -> blocks.StructValue:
        found = first("procedures.Location")
        return self.to_python({"locations": [found] if found else []})

    class Meta:
        contract = shapes.LocationsBlock
        label = _("Places")
        icon = "site"
        group = CARE
        description = _("Where the treatment is given. Edited once under Snippets.")
