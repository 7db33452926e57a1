"""Forms of the admin that come back with what was typed into them when the database could not take it."""

from contextvars import ContextVar
from dataclasses import dataclass

from django.forms import BaseForm


@dataclass
class Attempt:
    """To answer a request that is to save something."""

    has_form: bool = False
    """A form of ours was complete and was to be saved."""
    refusal: str = ""
    """Why it was not. Said by the form when it is asked once more, so that nothing is saved then."""


attempt: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


class KeptForm(BaseForm):
    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        this = attempt.get()
        if this is None or not is_valid:
            return is_valid
        this.has_form = True
        if this.refusal:
            self.add_error(None, this.refusal)
        return not this.refusal
