"""Addresses of pages about specialties, conditions, clinicians and places, in the settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from cms.models import PageAddress


class PageAddressViewSet(ModelViewSet):
    model = PageAddress
    name = "page_addresses"
    icon = "link"
    menu_label = _("Addresses of pages")
    menu_order = 910
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["type", LocaleColumn(label=_("Language")), "pattern", "parent"]
    panels = [FieldPanel("type"), FieldPanel("locale"), FieldPanel("pattern"), FieldPanel("parent")]
