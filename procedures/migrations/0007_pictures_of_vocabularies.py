"""Specialties, conditions and locations have a picture, as clinicians have."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0006_public_findings"),
        ("cms", "0015_compared_translations"),
    ]

    operations = [
        migrations.AddField(
            model,
            "image",
            models.ForeignKey(
                "cms.contentimage",
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                verbose_name="picture",
            ),
        )
        for model in ("specialty", "condition", "location")
    ]
