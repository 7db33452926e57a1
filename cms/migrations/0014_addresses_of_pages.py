import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0013_refused_schedules"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PageAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("specialty", "Specialties"),
                            ("condition", "Conditions"),
                            ("clinician", "Clinicians"),
                            ("location", "Locations"),
                        ],
                        max_length=32,
                        verbose_name="pages about",
                    ),
                ),
                (
                    "pattern",
                    models.CharField(
                        help_text="Where the web site has these pages, with {slug} in the place of the name. For example: /specialties/{slug}/",
                        max_length=200,
                        verbose_name="address",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The page that lists them, if there is one: it stands above them in breadcrumbs.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="below the page",
                    ),
                ),
            ],
            options={
                "verbose_name": "address of pages",
                "verbose_name_plural": "addresses of pages",
                "ordering": ["type", "locale"],
                "constraints": [
                    models.UniqueConstraint(fields=("type", "locale"), name="one_address_per_language"),
                    models.UniqueConstraint(fields=("pattern",), name="one_type_per_address"),
                ],
            },
        ),
    ]
