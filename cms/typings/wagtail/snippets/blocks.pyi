from django.db.models import Model
from wagtail.blocks import ChooserBlock

class SnippetChooserBlock(ChooserBlock):
    def __init__(self, target_model: str | type[Model], **options: object) -> None: ...
