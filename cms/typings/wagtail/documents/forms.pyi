from django.forms import ModelForm
from wagtail.documents.models import AbstractDocument

class BaseDocumentForm(ModelForm[AbstractDocument]): ...
