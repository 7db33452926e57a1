"""Single fields of blocks whose rules wait until a page is to be public."""

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.functional import Promise
from wagtail import blocks

from cms.streamfield.blocks import FinishedLater
from cms.values.phones import parse_phone


class PhoneBlock(FinishedLater, blocks.CharBlock):
    """A phone number as people write it. A draft may have half of one."""

    def clean(self, value: str) -> str:
        cleaned: str = super().clean(value)
        if cleaned and not self.is_deferred_validation:
            self.check_finished(cleaned)
        return cleaned

    def check_finished(self, value: str) -> None:
        try:
            parse_phone(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class WebAddressBlock(FinishedLater, blocks.URLBlock):
    """An address elsewhere. A draft may have half of one."""

    def clean(self, value: str | None) -> object:
        return CharField(required=False).clean(value) if self.is_deferred_validation else super().clean(value)

    def check_finished(self, value: str) -> None:
        self.field.run_validators(value)


class LineBlock(blocks.CharBlock):
    """A line of a list. Its label stands nowhere beside it: screen readers alone say it."""

    def __init__(self, *, label: str | Promise, required: bool = True) -> None:
        super().__init__(required=required, label=label)
        self.field.widget.attrs["aria-label"] = label
