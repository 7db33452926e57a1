"""Rules of a type of page besides what must be there, set on the same page of the settings by the app that owns it."""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext

PREFIX = "further"


class FurtherRules(forms.Form):
    """A table with a column for each kind of page. No field is required: what is left empty is as usual."""

    heading = ""
    explanation = ""
    rows: tuple[tuple[str, str], ...] = ()
    """Names of fields, before the kind, and what each is called."""

    prefix = PREFIX

    def __init__(self, data: QueryDict | None = None, *, kinds: dict[str, str]) -> None:
        super().__init__(data)
        self.kinds = kinds
        for kind, name in kinds.items():
            for row, label in self.rows:
                field = self.field_of(row, kind)
                field.label, field.help_text = f"{gettext(label)}, {name}", name
                field.widget.attrs["aria-label"] = field.label
                self.fields[f"{row}:{kind}"] = field

    def table(self) -> Iterator[tuple[str, list[BoundField]]]:
        for row, label in self.rows:
            yield gettext(label), [self[f"{row}:{kind}"] for kind in self.kinds]

    def field_of(self, row: str, kind: str) -> forms.Field:
        """With what holds now as ``initial``."""
        raise NotImplementedError

    def keep(self) -> None:
        """What was given, if it is valid."""
        raise NotImplementedError

    def changes(self) -> list[str]:
        """In words, for the log."""
        given = ((self.fields[name].label, self.cleaned_data[name]) for name in self.changed_data)
        return [f"{label}: {'' if value is None else value}." for label, value in given]


_registered: dict[str, type[FurtherRules]] = {}


def register(type_: str, form: type[FurtherRules]) -> None:
    """``type_`` is the label of the model, in lower case."""
    _registered[type_] = form


def further_rules_of(type_: str) -> type[FurtherRules] | None:
    return _registered.get(type_)
