"""What very many documents match is looked through in the coarse order of search, without sorting it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0007_expiry_index")]

    operations = [
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(models.F("place") + 0, models.F("document"), name="search_in_order"),
        ),
    ]
