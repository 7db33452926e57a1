"""Locations keep days and times that all languages share."""

from django.db import migrations, models

from cms.values.hours.taking_over import take_over


def take_over_places(apps, schema_editor):
    rows = apps.get_model("procedures", "Location").objects.order_by("translation_key", "pk")
    revisions = apps.get_model("wagtailcore", "Revision").objects
    take_over(rows, revisions.filter(content_type__app_label="procedures", content_type__model="location"))


class Migration(migrations.Migration):
    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        ("procedures", "0009_signatures_by_link"),
    ]

    operations = [
        migrations.AddField(
            model_name="location",
            name="opening_hours",
            field=models.CharField(
                blank=True,
                default="",
                db_default="",
                help_text="One day, or the first and the last of several. Two rows of the same days are a break between.",
                max_length=280,
                verbose_name="days and times",
            ),
        ),
        migrations.AlterField(
            model_name="location",
            name="hours",
            field=models.CharField(
                blank=True,
                help_text="What days and times cannot say. For example: A nurse on call answers at other times.",
                max_length=160,
                verbose_name="more about the hours",
            ),
        ),
        migrations.RunPython(take_over_places),
    ]
