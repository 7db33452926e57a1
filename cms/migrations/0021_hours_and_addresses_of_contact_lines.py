"""Contact lines keep days and times, and an address, that all languages share."""

import django.core.validators
from django.db import migrations, models

from cms.values.hours.taking_over import take_over


def take_over_lines(apps, schema_editor):
    rows = apps.get_model("cms", "Contact").objects.order_by("translation_key", "pk")
    revisions = apps.get_model("wagtailcore", "Revision").objects
    take_over(rows, revisions.filter(content_type__app_label="cms", content_type__model="contact"))


class Migration(migrations.Migration):
    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        ("cms", "0020_previews_of_a_moment"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="city",
            field=models.CharField(blank=True, default="", db_default="", max_length=80),
        ),
        migrations.AddField(
            model_name="contact",
            name="country",
            field=models.CharField(
                blank=True,
                db_default="US",
                default="US",
                help_text="Two capital letters: US.",
                max_length=2,
                validators=[
                    django.core.validators.RegexValidator("^[A-Z]{2}$", "Two capital letters, for example US.")
                ],
            ),
        ),
        migrations.AddField(
            model_name="contact",
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
        migrations.AddField(
            model_name="contact",
            name="postal_code",
            field=models.CharField(blank=True, default="", db_default="", max_length=16),
        ),
        migrations.AddField(
            model_name="contact",
            name="region",
            field=models.CharField(
                blank=True, default="", db_default="", max_length=80, verbose_name="state or region"
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="street",
            field=models.CharField(blank=True, default="", db_default="", max_length=160),
        ),
        migrations.AlterField(
            model_name="contact",
            name="hours",
            field=models.CharField(
                blank=True,
                help_text="What days and times cannot say. For example: A nurse on call answers at other times.",
                max_length=160,
                verbose_name="more about the hours",
            ),
        ),
        migrations.AlterField(
            model_name="siteinformation",
            name="city",
            field=models.CharField(blank=True, default="", db_default="", max_length=80),
        ),
        migrations.AlterField(
            model_name="siteinformation",
            name="country",
            field=models.CharField(
                blank=True,
                db_default="US",
                default="US",
                help_text="Two capital letters: US.",
                max_length=2,
                validators=[
                    django.core.validators.RegexValidator("^[A-Z]{2}$", "Two capital letters, for example US.")
                ],
            ),
        ),
        migrations.AlterField(
            model_name="siteinformation",
            name="postal_code",
            field=models.CharField(blank=True, default="", db_default="", max_length=16),
        ),
        migrations.AlterField(
            model_name="siteinformation",
            name="region",
            field=models.CharField(
                blank=True, default="", db_default="", max_length=80, verbose_name="state or region"
            ),
        ),
        migrations.AlterField(
            model_name="siteinformation",
            name="street",
            field=models.CharField(blank=True, default="", db_default="", max_length=160),
        ),
        migrations.RunPython(take_over_lines),
    ]
