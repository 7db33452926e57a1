from collections.abc import Sequence

from django import forms
from wagtail.models.pages import AbstractPage

class AdminDateInput(forms.DateInput): ...
class AdminTimeInput(forms.TimeInput): ...

class AdminPageChooser(forms.Widget):
    def __init__(self, target_models: Sequence[type[AbstractPage]] | None = None) -> None: ...
