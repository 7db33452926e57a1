from typing import Any

from django.forms import ModelForm
from wagtail.images.models import AbstractImage

class BaseImageForm(ModelForm[AbstractImage]):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
