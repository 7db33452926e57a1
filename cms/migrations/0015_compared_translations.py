import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0014_addresses_of_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparedTranslation",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="compared",
                        serialize=False,
                        to="cms.translationsource",
                    ),
                ),
                ("live", models.BigIntegerField()),
                ("edition", models.BigIntegerField()),
                ("sections", models.JSONField()),
                ("is_behind", models.BooleanField()),
            ],
            options={"default_permissions": ()},
        ),
    ]
