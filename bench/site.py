"""The site with the settings of the tests; whoever is measured imports this before the site's models."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ.setdefault("FMS_TEST_NAME", "bench")
django.setup()

from django.db import connection  # noqa: E402  (the settings must stand first)

from tests.database import prepare_from_template  # noqa: E402


@contextmanager
def own_database() -> Iterator[None]:
    """A fresh copy of the migrated template; DATABASE_URL chooses SQLite or PostgreSQL. Gone afterwards."""
    finish = prepare_from_template(connection, "")
    try:
        yield
    finally:
        finish()
