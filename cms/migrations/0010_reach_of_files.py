from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0009_publishing_rules_and_waivers"),
        ("wagtaildocs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetGo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=128)),
                ("document", models.BigIntegerField()),
                ("let_go_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="letgo",
            constraint=models.UniqueConstraint(fields=("key", "document"), name="let_go_once"),
        ),
        migrations.AddField(
            model_name="leftoverfile",
            name="collection",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="leftoverfile",
            name="document",
            field=models.BigIntegerField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="leftoverfile",
            name="image",
            field=models.BigIntegerField(db_index=True, null=True),
        ),
        migrations.AddIndex(
            model_name="contentrendition",
            index=models.Index(fields=["file"], name="rendition_by_file"),
        ),
        # Of Wagtail's own table, in which it looks for no file by its name.
        migrations.RunSQL(
            "CREATE INDEX cms_document_by_file ON wagtaildocs_document (file)",
            "DROP INDEX IF EXISTS cms_document_by_file",
        ),
    ]
