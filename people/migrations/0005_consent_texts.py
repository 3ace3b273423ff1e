"""The first texts of consent, one per purpose; a lawyer reads them before launch (spec: platform §9)."""

import hashlib
import tomllib

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def add(apps, schema_editor):
    Document = apps.get_model("people", "ConsentDocument")
    path = settings.BASE_DIR / "home" / "demo" / "consents.toml"
    for one in tomllib.loads(path.read_text(encoding="utf-8"))["consents"]:
        text = one["text"].strip()
        Document.objects.get_or_create(
            purpose=one["purpose"],
            locale="ru",
            version=one["version"],
            defaults={
                "title": one["title"],
                "short": one["short"],
                "text": text,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "published_at": timezone.now() - timezone.timedelta(days=one["published_days_ago"]),
            },
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_sign_in_data_erasure")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
