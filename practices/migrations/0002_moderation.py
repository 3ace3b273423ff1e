"""The library's moderation: coordinator of the region, editor, author (spec: practices §3)."""

from django.db import migrations

NAME = "Проверка практики"
STEPS = [
    ("coordinatortask", "CoordinatorTask", "Координатор региона"),
    ("editortask", "EditorTask", "Редактор"),
    ("authortask", "AuthorTask", "Автор"),
]


def add(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow, WorkflowTask = apps.get_model("wagtailcore", "Workflow"), apps.get_model("wagtailcore", "WorkflowTask")
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    for order, (model, name, title) in enumerate(STEPS):
        content_type, _ = ContentType.objects.get_or_create(app_label="practices", model=model)
        task, _ = apps.get_model("practices", name).objects.get_or_create(name=title, defaults={"content_type": content_type})
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0054_initial_locale"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
