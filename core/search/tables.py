"""The index lies beside the cards, unknown to Django's models: one migration operation makes it on either database.

SQLite: an FTS5 table whose rowid is the card, emptied by a trigger when a card goes. PostgreSQL: two columns of words on the
card, each with GIN; titles compare there by code points, as they do on SQLite.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# A later migration that changes core_card on SQLite rebuilds that table and loses the trigger: end it with MakeIndex().
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE IF NOT EXISTS core_card_words USING fts5("
        "title, body, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\", prefix='2 3 4')",
        "CREATE TRIGGER IF NOT EXISTS core_card_words_drop AFTER DELETE ON core_card "
        "BEGIN DELETE FROM core_card_words WHERE rowid = old.id; END",
    ],
    "postgresql": [
        "ALTER TABLE core_card ADD COLUMN IF NOT EXISTS title_words tsvector",
        "ALTER TABLE core_card ADD COLUMN IF NOT EXISTS all_words tsvector",
        "CREATE INDEX IF NOT EXISTS core_card_title_words ON core_card USING gin (title_words)",
        "CREATE INDEX IF NOT EXISTS core_card_all_words ON core_card USING gin (all_words)",
        'ALTER TABLE core_card ALTER COLUMN title_key TYPE varchar(255) COLLATE "C"',
    ],
}
UNMAKE = {
    "sqlite": ["DROP TRIGGER IF EXISTS core_card_words_drop", "DROP TABLE IF EXISTS core_card_words"],
    "postgresql": ["ALTER TABLE core_card DROP COLUMN IF EXISTS title_words, DROP COLUMN IF EXISTS all_words"],
}


class MakeIndex(Operation):
    """Makes what is missing of the index; safe to run again."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Django's models know nothing of the index."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for statement in MAKE[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for statement in UNMAKE[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    def describe(self) -> str:
        return "Make the search index beside the cards"
