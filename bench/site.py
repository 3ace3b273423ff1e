"""The site with the settings of the tests; whoever is measured imports this before the site's models."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ.setdefault("FMS_TEST_NAME", "bench")
django.setup()

from django.conf import settings  # noqa: E402  (the settings must stand first)
from django.db import connection  # noqa: E402

from tests.database import prepare_from_template  # noqa: E402


@contextmanager
def own_database() -> Iterator[None]:
    """A fresh copy of the migrated template; DATABASE_URL chooses SQLite or PostgreSQL. Gone afterwards."""
    subprocess.run([sys.executable, "-m", "bench.template"], cwd=settings.BASE_DIR, check=True)
    finish = prepare_from_template(connection, "")
    try:
        yield
    finally:
        finish()
