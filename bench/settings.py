"""The site as it runs, on the test settings, with B beside it; tasks wait for a worker, as on a server."""

from cms.settings.test import *  # noqa: F403
from cms.settings.test import DATABASES, INSTALLED_APPS, TEST_FILES

INSTALLED_APPS = [*INSTALLED_APPS, "bench.bare"]
DEMO = KEEP_PARTS = True
DATABASES["default"]["CONN_MAX_AGE"] = 60  # as cms.env sets it for a server
CACHES = {"default": {"BACKEND": "core.cachefiles.FileCache", "LOCATION": TEST_FILES / "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "slow"]}}
LOGGING = {"version": 1, "disable_existing_loggers": True}
