"""Forms about releases."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_latest_str
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from cms.releases.models import Release

NAMELESS = _("Give the release a name by which colleagues know it.")


class ReleaseForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Release
        fields = ["name", "note"]
        error_messages = {"name": {"required": NAMELESS}}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class MomentForm(forms.Form):
    """A moment that is still to come."""

    day = forms.DateField(label=_("Day"), widget=AdminDateInput, error_messages={"required": _("Choose a day.")})
    time = forms.TimeField(
        label=_("Time"),
        widget=AdminTimeInput,
        help_text=format_lazy(_("In the time zone {zone}."), zone=settings.TIME_ZONE),
        error_messages={"required": _("Choose a time of the day.")},
    )

    def clean(self) -> None:
        super().clean()
        if not self.errors and self.moment <= timezone.now():
            self.add_error("day", _("Choose a time that is still to come."))

    @property
    def moment(self) -> datetime:
        """In the hospital's time zone."""
        given = self.cleaned_data
        return datetime.combine(given["day"], given["time"], tzinfo=timezone.get_default_timezone())


class CollectForm(forms.Form):
    """Drafts to be added, each named by its model and primary key."""

    chosen = forms.MultipleChoiceField(
        label=_("Drafts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one draft."),
            "invalid_choice": _("One of them is public or in the release by now. Choose again."),
        },
    )

    by_name: dict[str, Model]

    def offer(self, offered: list[Model]) -> None:
        self.by_name = {f"{row._meta.label_lower}:{row.pk}": row for row in offered}
        choices = [(name, f"{get_latest_str(row)} ({row._meta.verbose_name})") for name, row in self.by_name.items()]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]

    def rows(self) -> list[Model]:
        return [self.by_name[name] for name in self.cleaned_data["chosen"]]


class JoinForm(forms.Form):
    """Into which release; or a new one, by its name."""

    release = forms.ModelChoiceField(
        Release.objects.filter(published_at=None, scheduled_for=None),
        label=_("Release"),
        required=False,
        empty_label=_("A new release"),
    )
    name = forms.CharField(label=_("Name of the new release"), max_length=160, required=False)

    def clean(self) -> None:
        super().clean()
        if not self.errors and not self.cleaned_data.get("release") and not self.cleaned_data.get("name"):
            self.add_error("name", NAMELESS)
