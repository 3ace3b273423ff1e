"""Search of the Wagtail admin: titles by the beginning of a word, ё = е, any sign typed (spec: search-and-languages §10)."""

from django.db import connection
from modelsearch.backends.base import EmptySearchResults

from core.search.words import fold

LONGEST = 500


def _backend_class() -> type:
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend as Base
    else:
        from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend as Base

    class FoldedBackend(Base):
        """Passes the text through `fold` and answers nothing to nothing."""

        def search(self, query, model_or_queryset, *args, **kwargs):  # noqa: ANN001, ANN002, ANN003, ANN202
            return self._folded(super().search, query, model_or_queryset, *args, **kwargs)

        def autocomplete(self, query, model_or_queryset, *args, **kwargs):  # noqa: ANN001, ANN002, ANN003, ANN202
            return self._folded(super().autocomplete, query, model_or_queryset, *args, **kwargs)

        def _folded(self, find, query, model_or_queryset, *args, **kwargs):  # noqa: ANN001, ANN002, ANN003, ANN202
            if isinstance(query, str):
                query = fold(query[:LONGEST])
                if not query:
                    return EmptySearchResults()
            return find(query, model_or_queryset, *args, **kwargs)

    return FoldedBackend


def SearchBackend(params: dict) -> object:  # noqa: N802  (the name Wagtail looks for)
    """The backend of the database in use; on PostgreSQL without its own stemming."""
    if connection.vendor == "postgresql":
        params = {**params, "SEARCH_CONFIG": "simple"}
    return _backend_class()(params)
