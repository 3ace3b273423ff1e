from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("school", "0006_reminders_off"),
    ]

    operations = [
        migrations.AlterField(
            model_name="attempt",
            name="closed_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("learner", "слушатель сдал"),
                    ("time", "вышло время"),
                    ("mentor", "закрыл наставник"),
                    ("paper", "введена с бумаги"),
                ],
                max_length=8,
                verbose_name="чем закрыта",
            ),
        ),
    ]
