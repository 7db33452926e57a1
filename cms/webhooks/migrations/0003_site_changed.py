import django.core.validators
from django.db import migrations, models

EVENTS = [
    ("edition.published", "Published"),
    ("edition.withdrawn", "Withdrawn"),
    ("edition.recalled", "Recalled"),
    ("site.changed", "Site changed"),
    ("endpoint.test", "Test"),
]


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0002_jobs_by_lock")]

    operations = [
        migrations.AddField(
            model_name="endpoint",
            name="quiet_seconds",
            field=models.PositiveSmallIntegerField(
                db_default=30,
                default=30,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3600),
                ],
                verbose_name="seconds of quiet",
            ),
        ),
        migrations.AddField(
            model_name="endpoint",
            name="told_number",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(model_name="delivery", name="since", field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name="delivery", name="until", field=models.BigIntegerField(null=True)),
        migrations.AlterField(
            model_name="delivery", name="event", field=models.CharField(choices=EVENTS, max_length=32)
        ),
    ]
