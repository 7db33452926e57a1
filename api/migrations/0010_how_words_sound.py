"""Words are corrected by how they sound, too; a phrase may call for urgent advice."""

from itertools import islice

from django.db import migrations, models
from psycopg.types.json import Jsonb

from api.search.spelling import sound

BATCH = 5000
SET_SOUNDS = """
UPDATE api_searchword SET sound = given.sound
FROM jsonb_to_recordset(%s) AS given(locale text, word text, sound text)
WHERE api_searchword.locale = given.locale AND api_searchword.word = given.word
"""


def set_sounds(apps, schema_editor):
    words = iter(apps.get_model("api", "SearchWord").objects.values_list("locale", "word").iterator())
    with schema_editor.connection.cursor() as cursor:
        while batch := list(islice(words, BATCH)):
            rows = [{"locale": locale, "word": word, "sound": sound(word, locale=locale)} for locale, word in batch]
            cursor.execute(SET_SOUNDS, [Jsonb(rows)])


class Migration(migrations.Migration):
    dependencies = [("api", "0009_rebuilt")]

    operations = [
        migrations.AddField(model_name="searchword", name="sound", field=models.TextField(default="")),
        migrations.AlterField(
            model_name="searchterm",
            name="kind",
            field=models.CharField(
                choices=[("equal", "Equal"), ("lay", "Lay"), ("pick", "Pick"), ("urgent", "Urgent")], max_length=8
            ),
        ),
        migrations.RunPython(set_sounds, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="searchword", index=models.Index(fields=["sound", "locale"], name="search_by_sound")
        ),
    ]
