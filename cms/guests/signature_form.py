"""What whoever signs fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignatureForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=160)
    registration = forms.CharField(label=_("Your registration number"), max_length=80)
    has_read = forms.BooleanField(
        label=_("I have read all of it, and sign this statement."),
        error_messages={"required": _("Read the statement, and tick this if you sign it.")},
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=80)
    revision = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
