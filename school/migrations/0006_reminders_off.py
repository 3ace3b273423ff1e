import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("school", "0005_mentor_may_contact"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemindersOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="с")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders_off",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кому не напоминать",
                    ),
                ),
            ],
            options={
                "verbose_name": "отказ от напоминаний",
                "verbose_name_plural": "отказы от напоминаний",
            },
        ),
    ]
