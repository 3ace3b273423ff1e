"""The site with the settings of the tests; whoever is measured imports this before the site's models."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
os.environ.setdefault("FMS_TEST_NAME", "bench")
django.setup()


@contextmanager
def own_database() -> Iterator[None]:
    """A fresh copy of the migrated template; DATABASE_URL chooses SQLite or PostgreSQL. Gone afterwards."""
    from django.db import connection

    from tests.database import prepare_from_template

    finish = prepare_from_template(connection, "")
    try:
        yield
    finally:
        finish()
