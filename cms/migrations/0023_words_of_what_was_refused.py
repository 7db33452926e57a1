"""Why something was not published is kept as it is put together, so that it is told in the reader's language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0022_words_of_what_is_missing")]

    operations = [
        migrations.AddField(model_name=name, name="words", field=models.JSONField(null=True))
        for name in ("release", "refusedschedule", "staledocument")
    ]
