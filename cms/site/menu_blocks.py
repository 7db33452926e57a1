"""Entries of menus: pages, addresses elsewhere, and headings that open what is below them."""

from typing import TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from api.contract import site as shapes
from api.contract.values import DocumentTarget, Target
from cms.blocks.base import EditorBlock, first
from cms.blocks.fields import PhoneBlock, WebAddressBlock
from cms.publishing.rendering.members import linked
from cms.publishing.rendering.values import target_of
from cms.streamfield.blocks import Context

ONE_ADDRESS = _("Give a web address or a phone number. Exactly one of them.")
LONGEST_LABEL = 80
NAVIGATION = _("Navigation")


class PageChildValue(TypedDict):
    page: Page | None
    label: str


class PageChildBlock(EditorBlock):
    page = blocks.PageChooserBlock(help_text=_("While it is not published, the entry is not shown."))
    label = blocks.CharBlock(
        required=False, max_length=LONGEST_LABEL, help_text=_("Leave empty to show the title of the page.")
    )

    def compute(self, value: PageChildValue, context: Context) -> dict[str, object] | None:
        document = linked(value["page"], context)  # None, too, when it was deleted
        if document is None:
            return None
        return {"label": value["label"] or document.title, "target": Target(DocumentTarget(document=document))}

    def get_preview_value(self) -> blocks.StructValue:
        return self.to_python({"page": first("cms.HomePage", live=True)})

    class Meta:
        contract = shapes.MenuChild
        computed = ("label", "target")
        inputs = ("page", "label")
        label = _("Page")
        icon = "doc-empty-inverse"
        group = NAVIGATION
        description = _("Leads to a page of this site, and follows it when it moves.")


class AddressChildValue(TypedDict):
    url: str
    phone: str


class AddressChildBlock(EditorBlock):
    label = blocks.CharBlock(max_length=LONGEST_LABEL, help_text=_("Two or three words."))
    url = WebAddressBlock(required=False, label=_("Web address"), help_text=_("An address elsewhere …"))
    phone = PhoneBlock(required=False, help_text=_("… or a number to call."))

    def check_finished(self, value: AddressChildValue) -> None:
        if bool(value["url"]) == bool(value["phone"]):
            raise StructBlockValidationError(non_block_errors=[str(ONE_ADDRESS)])

    def compute(self, value: AddressChildValue, context: Context) -> dict[str, object] | None:
        return {"target": target_of(context, page=None, url=value["url"], phone=value["phone"])}

    class Meta:
        contract = shapes.MenuChild
        computed = ("target",)
        inputs = ("url", "phone")
        label = _("Web address or phone")
        icon = "link-external"
        group = NAVIGATION
        description = _("Leads out of this site, or to a call.")
        preview_value = {"label": "Patient portal", "url": "https://portal.hospital.example/"}


class MenuChildren(blocks.StreamBlock):
    """The second level."""

    page = PageChildBlock()
    address = AddressChildBlock()

    class Meta:
        required = False


class PageItemBlock(PageChildBlock):
    children = MenuChildren(label=_("Below it"))

    class Meta:
        contract = shapes.MenuItem


class AddressItemBlock(AddressChildBlock):
    children = MenuChildren(label=_("Below it"))

    class Meta:
        contract = shapes.MenuItem


class HeadingItemBlock(EditorBlock):
    label = blocks.CharBlock(max_length=LONGEST_LABEL, help_text=_("Two or three words."))
    children = MenuChildren(required=True, label=_("Below it"))

    def compute(self, value: object, context: Context) -> dict[str, object]:
        return {"target": None}

    class Meta:
        contract = shapes.MenuItem
        computed = ("target",)
        label = _("Heading")
        icon = "title"
        group = NAVIGATION
        description = _("Leads nowhere itself: it opens what stands below it.")
        preview_value = {
            "label": "For patients",
            "children": [
                {"type": "address", "value": {"label": "Patient portal", "url": "https://portal.hospital.example/"}}
            ],
        }


class MenuItems(blocks.StreamBlock):
    """The first level."""

    page = PageItemBlock()
    address = AddressItemBlock()
    heading = HeadingItemBlock()

    class Meta:
        required = False
