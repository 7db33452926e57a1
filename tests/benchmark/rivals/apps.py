"""What a team writes to show treatments by Wagtail's APIs."""

from django.apps import AppConfig


class RivalsConfig(AppConfig):
    name = "tests.benchmark.rivals"
    label = "rivals"

    def ready(self):
        from wagtail.api import APIField
        from wagtail.images.api.fields import ImageRenditionField

        from procedures.models import Condition, ProcedurePage, Specialty

        ProcedurePage.api_fields = [
            APIField("summary"),
            APIField("image"),
            APIField("picture", serializer=ImageRenditionField("width-400", source="image")),
            APIField("body_area"),
            APIField("procedure_type"),
            APIField("specialties"),
            APIField("conditions"),
            APIField("contact"),
            APIField("sections"),
        ]
        for model in (Specialty, Condition):
            model.api_fields = [APIField("name"), APIField("slug")]
