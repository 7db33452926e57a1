import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cms.previews.models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0015_compared_translations"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FrontEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "address",
                    models.URLField(
                        help_text="The page of the web site that shows drafts, as whoever built the web site names it. For example: https://www.hospital.example/preview/",
                        verbose_name="address of its preview",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "web site for previews",
                "verbose_name_plural": "web sites for previews",
            },
        ),
        migrations.CreateModel(
            name="PreviewGrant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("object_id", models.CharField(blank=True, max_length=255)),
                ("parent_object_id", models.CharField(blank=True, max_length=255)),
                ("has_typing", models.BooleanField()),
                ("expires_at", models.DateTimeField(default=cms.previews.models.in_a_while)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["expires_at"], name="cms_preview_expires_idx")]},
        ),
    ]
