"""The step “Clinical review” of the workflow that the project ships becomes one that records reviews.

In its place: what is under way in it, and workflows of the hospital's own that have it, go on.
"""

from typing import Any

from django.db import migrations

WORKFLOW, STEP = "Clinical review, then publication", "Clinical review"


def convert(apps: Any, schema_editor: Any) -> None:
    old, new = apps.get_model("wagtailcore", "GroupApprovalTask"), apps.get_model("procedures", "ClinicalReviewTask")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="procedures", model="clinicalreviewtask"
    )
    shipped = apps.get_model("wagtailcore", "WorkflowTask").objects.filter(workflow__name=WORKFLOW, task__name=STEP)
    for task in old.objects.filter(pk__in=shipped.values("task")):
        groups = list(task.groups.values_list("pk", flat=True))
        changed = new(task_ptr_id=task.pk, name=task.name, active=task.active, content_type_id=content_type.pk)
        task.groups.clear()
        task.delete(keep_parents=True)
        changed.save()
        changed.groups.set(groups)


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0004_clinical_review_records"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]
