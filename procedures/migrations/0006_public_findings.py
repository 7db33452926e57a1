import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SEVERITIES = [("error", "Error"), ("warning", "Warning"), ("hint", "Hint")]


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0005_clinical_review_task"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="checkedtreatment",
            name="live_revision_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="checkedtreatment",
            name="checked_at",
            field=models.DateTimeField(db_index=True),
        ),
        migrations.CreateModel(
            name="PublicFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(db_index=True, max_length=64)),
                ("severity", models.CharField(choices=SEVERITIES, max_length=8)),
                ("message", models.TextField()),
                ("remedy", models.TextField()),
                ("why", models.TextField()),
                ("place", models.CharField(max_length=64)),
                ("block", models.CharField(blank=True, max_length=64)),
                ("passage", models.CharField(max_length=64)),
                ("since", models.DateTimeField(db_index=True)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_findings",
                        to="procedures.procedurepage",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="CheckRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="FindingCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("code", models.CharField(max_length=64)),
                ("severity", models.CharField(choices=SEVERITIES, max_length=8)),
                ("number", models.PositiveIntegerField()),
                (
                    "specialty",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="procedures.specialty",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["day", "specialty"], name="procedures_count_of_day")],
            },
        ),
        migrations.CreateModel(
            name="WeeklyLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "is_wanted",
                    models.BooleanField(
                        default=True,
                        help_text="On Mondays, and only if there is something: new findings, reviews due, forgotten drafts, translations behind.",
                        verbose_name="Weekly letter about my pages",
                    ),
                ),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weekly_letter",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
    ]
