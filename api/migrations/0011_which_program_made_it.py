"""A document remembers which program rendered it and worked out its columns, so that an upgrade does what it must."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0010_how_words_sound")]

    operations = [
        migrations.AddField("document", "rendered_by", models.CharField(max_length=48, default="", db_default="")),
        migrations.AddField("document", "indexed_by", models.CharField(max_length=48, default="", db_default="")),
        migrations.AddField("searchword", "indexed_by", models.CharField(max_length=32, default="", db_default="")),
    ]
