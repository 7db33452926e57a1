"""Getting care: what happens step by step, whom to call, when to get help, what to do next."""

from decimal import Decimal
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from api.contract import blocks as shapes
from cms.blocks.base import CARE, INLINE, EditorBlock, first, refuse
from cms.blocks.fields import LineBlock, PhoneBlock, WebAddressBlock
from cms.publishing.rendering.values import target_of
from cms.streamfield.blocks import Context
from cms.values.durations import iso_duration
from cms.values.phones import PHONE_HELP, parse_phone
from cms.values.short_numbers import EMERGENCY_NUMBERS

ONE_TARGET = _("Choose where this leads: a page, a web address or a phone number. Exactly one of them.")


class CallToActionValue(TypedDict):
    page: Page | None
    url: str
    phone: str


class CallToActionBlock(EditorBlock):
    text = blocks.CharBlock(max_length=160, help_text=_("What to do, starting with a verb: Book your first visit."))
    page = blocks.PageChooserBlock(required=False, help_text=_("A page of this site …"))
    url = WebAddressBlock(required=False, label=_("Web address"), help_text=_("… or an address elsewhere …"))
    phone = PhoneBlock(required=False, help_text=_("… or a number to call."))
    style = blocks.ChoiceBlock(
        choices=[("primary", _("Main action of the page")), ("secondary", _("Further action"))],
        default="primary",
        help_text=_("One main action a page is enough."),
    )

    def check_finished(self, value: CallToActionValue) -> None:
        if len([name for name in ("page", "url", "phone") if value[name]]) != 1:
            raise StructBlockValidationError(non_block_errors=[str(ONE_TARGET)])

    def compute(self, value: CallToActionValue, context: Context) -> dict[str, object]:
        return {"target": target_of(context, page=value["page"], url=value["url"], phone=value["phone"])}

    class Meta:
        contract = shapes.CallToActionBlock
        computed = ("target",)
        inputs = ("page", "url", "phone")
        label = _("Call to action")
        icon = "link"
        group = CARE
        description = _("A button that leads to the next thing to do.")
        preview_value = {"text": "Book your first visit", "url": "https://hospital.example/visit", "style": "primary"}


class ContactBlock(EditorBlock):
    contact = SnippetChooserBlock("cms.Contact", help_text=_("Edited once under Snippets; every page follows."))

    def get_preview_value(self) -> blocks.StructValue:
        return self.to_python({"contact": first("cms.Contact")})

    class Meta:
        contract = shapes.ContactBlock
        label = _("Contact line")
        icon = "mail"
        group = CARE
        description = _("A phone line or mailbox, shared by all pages that show it.")


class StepValue(TypedDict):
    length: Decimal | None
    unit: str


class StepBlock(EditorBlock):
    title = blocks.CharBlock(help_text=_("What happens, in a few words."))
    text = blocks.RichTextBlock(features=INLINE, required=False, help_text=_("What the patient does, feels or sees."))
    length = blocks.DecimalBlock(required=False, min_value=0, help_text=_("How long it takes, if you can say."))
    unit = blocks.ChoiceBlock(
        choices=[(unit, unit) for unit in ("minutes", "hours", "days", "weeks")],
        default="minutes",
        help_text=_("Unit of the length."),
    )
    image = WagtailImageBlock(required=False, label_format="{alt_text}")

    def compute(self, value: StepValue, context: Context) -> dict[str, object]:
        return {"duration": iso_duration(value["length"], value["unit"])}

    class Meta:
        contract = shapes.Step
        computed = ("duration",)
        inputs = ("length", "unit")
        label = _("Step")
        icon = "arrow-right"


class StepsBlock(EditorBlock):
    phase = blocks.ChoiceBlock(
        choices=[("before", _("Before")), ("during", _("During")), ("after", _("After"))],
        default="during",
        help_text=_("Which part of the treatment these steps are."),
    )
    steps = blocks.ListBlock(StepBlock(), min_num=1, help_text=_("In the order in which they happen."))

    class Meta:
        contract = shapes.StepsBlock
        outline = (_("{phase}: {steps}"), "{phase}")
        label = _("Steps")
        icon = "list-ol"
        group = CARE
        description = _("What happens, in order. Front ends show a timeline.")
        preview_value = {
            "phase": "during",
            "steps": [
                {"title": "You lie down", "text": "On your back, with a pillow.", "length": 5, "unit": "minutes"},
                {"title": "We numb the skin", "text": "It stings for a moment.", "unit": "minutes"},
            ],
        }


class CareCardValue(TypedDict):
    level: str
    region: str
    phone: str


class CareCardBlock(EditorBlock):
    level = blocks.ChoiceBlock(
        choices=[
            ("emergency", _("Emergency: call now")),
            ("urgent", _("Urgent: call us today")),
            ("routine", _("Routine: call in office hours")),
        ],
        help_text=_("How fast help is needed."),
    )
    region = blocks.ChoiceBlock(
        choices=[(code, code) for code in EMERGENCY_NUMBERS],
        default="US",
        help_text=_("Country the reader is in; it decides the emergency number."),
    )
    title = blocks.CharBlock(help_text=_("For example: Call 911 if you have"))
    when = blocks.ListBlock(LineBlock(label=_("Sign")), min_num=1, help_text=_("One sign a line, the worst first."))
    action = blocks.CharBlock(help_text=_("What to do, for example: Call 911. Do not drive yourself."))
    phone = PhoneBlock(required=False, help_text=PHONE_HELP)

    def check_finished(self, value: CareCardValue) -> None:
        if value["level"] == "urgent" and not value["phone"]:
            raise refuse("phone", gettext("Give the number to call. An urgent card without one helps nobody."))

    def compute(self, value: CareCardValue, context: Context) -> dict[str, object]:
        is_emergency = value["level"] == "emergency"
        return {
            "phone": parse_phone(value["phone"]) if value["phone"] else None,
            "emergency_number": EMERGENCY_NUMBERS[value["region"]] if is_emergency else None,
        }

    class Meta:
        contract = shapes.CareCardBlock
        outline = ("{title}", "{level}")
        computed = ("phone", "emergency_number")
        inputs = ("phone",)
        label = _("When to get help")
        icon = "warning"
        group = CARE
        description = _("Signs that need help, and what to do. Always visible, never folded away.")
        preview_value = {
            "level": "emergency",
            "region": "US",
            "title": "Call 911 if you have",
            "when": ["trouble breathing", "weakness that gets worse"],
            "action": "Call 911. Do not drive yourself.",
        }
