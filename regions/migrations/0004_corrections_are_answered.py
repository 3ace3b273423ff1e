import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.links


def _number(apps: object, schema_editor: object) -> None:
    """Requests kept so far get a number of their own each."""
    requests = apps.get_model("regions", "CorrectionRequest")
    for pk in requests.objects.values_list("pk", flat=True):
        requests.objects.filter(pk=pk).update(public_id=core.links.new_id())


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0003_russian_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "correctionrequest", "public_id", models.CharField(default="", editable=False, max_length=22, verbose_name="номер")
        ),
        migrations.RunPython(_number, migrations.RunPython.noop),
        migrations.AlterField(
            "correctionrequest",
            "public_id",
            models.CharField(default=core.links.new_id, editable=False, max_length=22, unique=True, verbose_name="номер"),
        ),
        migrations.AddField(
            "correctionrequest", "proposed", models.JSONField(blank=True, default=dict, verbose_name="как должно быть")
        ),
        migrations.AddField(
            "correctionrequest", "phone", models.CharField(blank=True, max_length=20, verbose_name="телефон для ответа")
        ),
        migrations.AddField(
            "correctionrequest",
            "by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="кто просит",
            ),
        ),
        migrations.AddField(
            "correctionrequest", "answer", models.TextField(blank=True, max_length=1000, verbose_name="что ответили")
        ),
        migrations.AddField(
            "correctionrequest", "decided_at", models.DateTimeField(blank=True, null=True, verbose_name="когда ответили")
        ),
        migrations.AlterField(
            "correctionrequest", "text", models.TextField(blank=True, max_length=2000, verbose_name="что исправить")
        ),
        migrations.AlterField(
            "correctionrequest", "email", models.EmailField(blank=True, max_length=254, verbose_name="почта для ответа")
        ),
    ]
