"""Groups of the roles; Wagtail's own two groups go (spec: platform §4, §6)."""

from django.db import migrations

ROLES = [
    "Наставники", "Эксперты", "Региональные координаторы", "Редакторы", "Методисты", "Организаторы", "Администраторы",
]
IN_ADMIN = ["Региональные координаторы", "Редакторы", "Методисты", "Организаторы", "Администраторы"]


def permission(apps, app, codename, model, name):
    """The permission, made here if post_migrate has not made it yet."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )[0]


def add(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    access = permission(apps, "wagtailadmin", "access_admin", "admin", "Can access Wagtail admin")
    everywhere = permission(apps, "regions", "all_regions", "region", "Может работать со всеми регионами")
    for name in ROLES:
        group, _ = Group.objects.get_or_create(name=name)
        if name in IN_ADMIN:
            group.permissions.add(access)
        if name == "Администраторы":
            group.permissions.add(everywhere)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_initial"),
        ("regions", "0002_ten_regions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0054_initial_locale"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
