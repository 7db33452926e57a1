import wagtail.images.models
from django.db import migrations, models

import cms.media.fields


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0005_urgent_help"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeftoverFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255, unique=True)),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                ("is_recorded", models.BooleanField(default=False)),
            ],
        ),
        migrations.AlterField(
            model_name="contentimage",
            name="file",
            field=cms.media.fields.PictureFileField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
    ]
