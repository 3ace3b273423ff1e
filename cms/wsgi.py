"""Entry point of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
WEB_STATEMENT_SECONDS = 15


def limit_statements() -> None:
    """A reader does not wait longer than this; migrations and background work on the same PostgreSQL may."""
    options = connections["default"].settings_dict["OPTIONS"]
    if "options" in options:
        options["options"] += f" -c statement_timeout={WEB_STATEMENT_SECONDS * 1000}"


def rest_memory() -> None:
    """The loaded site is never garbage: walking through all of it stopped some unlucky reader for a quarter of a second."""
    gc.collect()
    gc.freeze()


application = get_wsgi_application()
limit_statements()
rest_memory()
