"""In the account: whether somebody wants the weekly letter."""

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from procedures.models import WeeklyLetter


class LetterForm(forms.ModelForm):  # type: ignore[type-arg]
    def __init__(self, data: QueryDict | None = None, files: object = None, *, instance: User, prefix: str) -> None:
        letter = WeeklyLetter.objects.filter(user=instance).first() or WeeklyLetter(user=instance)
        super().__init__(data, instance=letter, prefix=prefix)

    class Meta:
        model = WeeklyLetter
        fields = ["is_wanted"]


class LetterPanel(BaseSettingsPanel):
    name = "weekly_letter"
    title = _("Weekly letter")
    tab = notifications_tab
    order = 200
    form_class = LetterForm


def letter_panel(request: HttpRequest, user: User, profile: object) -> LetterPanel:
    return LetterPanel(request, user, profile)
