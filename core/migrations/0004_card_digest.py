import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_outbox_ids_and_exports")]

    operations = [
        migrations.AddField(
            model_name="card",
            name="digest",
            field=models.CharField(blank=True, editable=False, max_length=40, verbose_name="отпечаток"),
        ),
        migrations.AddField(
            model_name="card",
            name="put_at",
            field=models.DateTimeField(auto_now=True, verbose_name="записано"),
        ),
        migrations.AlterField(
            model_name="card",
            name="updated_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="обновлено"),
        ),
    ]
