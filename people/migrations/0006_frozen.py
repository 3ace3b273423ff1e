"""Published texts of consent and given consents are not changed: triggers, because a constraint cannot see the row as it was.

SQLite loses triggers when a later migration rebuilds the table: such a migration must make them again
(`tests/people/test_consents.py` notices).
"""

from django.db import migrations

DOCUMENT = ["purpose", "locale", "version", "title", "short", "text", "sha256", "published_at"]
CONSENT = ["key", "document_id", "person_id", "about_kind", "about_key", "source", "proof", "given_at"]


def sqlite(table, columns, when):
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns)
    return (
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN ({when}) AND ({changed}) "
        f"BEGIN SELECT RAISE(ABORT, '{table}: frozen'); END"
    )


def postgres(table, columns, when):
    changed = " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in columns)
    return [
        f"CREATE FUNCTION {table}_frozen() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{table}: frozen' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN (({when}) AND ({changed})) "
        f"EXECUTE FUNCTION {table}_frozen()",
    ]


TABLES = [("people_consentdocument", DOCUMENT, "OLD.published_at IS NOT NULL"), ("people_consent", CONSENT, "1 = 1")]


def add(apps, schema_editor):
    for table, columns, when in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(sqlite(table, columns, when))
        else:
            for one in postgres(table, columns, when):
                schema_editor.execute(one)


def drop(apps, schema_editor):
    for table, _columns, _when in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen")
        else:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_frozen CASCADE")


class Migration(migrations.Migration):
    dependencies = [("people", "0005_consent_texts")]
    operations = [migrations.RunPython(add, drop)]
