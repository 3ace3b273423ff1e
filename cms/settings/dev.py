"""`make dev`: debug pages and reload on every change."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import STORAGES

DEBUG = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
