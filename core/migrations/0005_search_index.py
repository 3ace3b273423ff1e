from django.db import migrations

from core.search.tables import MakeIndex


class Migration(migrations.Migration):
    dependencies = [("core", "0004_card_digest")]

    operations = [MakeIndex()]
