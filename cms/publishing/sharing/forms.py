"""The form of what shares values among languages: says so, and lets nobody publish an old value without knowing."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.publishing.draft_forms import SnippetForm
from cms.publishing.sharing.values import (
    SharesValues,
    differences,
    languages_sharing,
    meanwhile,
    others_of,
    published_values,
    shown,
    told,
    value_of,
)

EVERYWHERE = "use_everywhere"


class SharingForm(SnippetForm):
    shared_before = forms.CharField(required=False, widget=forms.HiddenInput)
    """What was public when what the form shows was begun, as JSON. It stays the same while the editor types."""
    use_everywhere = forms.BooleanField(required=False)

    instance: SharesValues

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.is_shared = bool(self.instance.pk and self.instance.shared_fields and others_of(self.instance).exists())
        self.differing = differences(self.instance) if self.is_shared else {}
        if self.is_shared:
            self.initial["shared_before"] = json.dumps(dict(self.instance.shared_before))
            self.tell_what_is_shared()
        else:
            del self.fields["shared_before"]
        if not self.differing:
            del self.fields[EVERYWHERE]

    def tell_what_is_shared(self) -> None:
        languages = languages_sharing(self.instance)
        now = type(self.instance)._base_manager.get(pk=self.instance.pk)
        for name in filter(self.fields.__contains__, self.instance.shared_fields):
            said = [_("Shared by {languages}.").format(languages=languages)]
            if value_of(now, name) != value_of(self.instance, name):
                said.append(_("Readers see {value} now.").format(value=shown(now, name)))
            said += [f"{told(row, name)}." for row in self.differing.get(name, [])]
            field = self.fields[name]
            field.help_text = " ".join(filter(None, [str(field.help_text), *said]))

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if self.is_shared and (now := published_values(self.instance)):
            before = self.posted_before()
            self.instance.shared_before = {name: self.settle(name, before, now[name]) for name in now}
        return cleaned

    def posted_before(self) -> dict[str, object]:
        try:
            posted = json.loads(self.cleaned_data.get("shared_before") or "")
        except ValueError:
            posted = None
        return posted if isinstance(posted, dict) else dict(self.instance.shared_before)

    def settle(self, name: str, before: dict[str, object], now: object) -> object:
        """What was public when the value was begun: of one that the editor left alone, what is public now."""
        if name not in self.cleaned_data:
            return now
        given = stored(self.cleaned_data[name])
        if given == before.get(name, now):
            self.cleaned_data[name] = restored(self.instance, name, now)
            given = now
        elif now not in (before.get(name), given) and not self.is_deferred_validation:
            self.refuse(name)
            return now
        if given == now and self.cleaned_data.get(EVERYWHERE) and name in self.differing:
            return value_of(self.differing[name][0], name)
        return before.get(name, now) if given != now else now

    def refuse(self, name: str) -> None:
        """Once: who publishes again has been told."""
        own = type(self.instance)._base_manager.get(pk=self.instance.pk)
        draft = type(self.instance)(locale_id=self.instance.locale_id, **{name: self.cleaned_data[name]})
        self.add_error(name, ValidationError(meanwhile(own, draft, name)))
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data[self.add_prefix("shared_before")] = json.dumps(published_values(self.instance))


def stored(value: object) -> object:
    return getattr(value, "pk", value)


def restored(instance: SharesValues, name: str, value: object) -> object:
    """As the form has it."""
    field = instance._meta.get_field(name)
    if not field.is_relation or value is None:
        return value
    return field.related_model._base_manager.filter(pk=value).first()  # type: ignore[union-attr]
