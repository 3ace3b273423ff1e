"""The site as it runs, on the test settings, with B beside it; tasks wait for a worker, as on a server."""

from cms.settings.test import *  # noqa: F403
from cms.settings.test import INSTALLED_APPS, TEST_FILES

INSTALLED_APPS = [*INSTALLED_APPS, "bench.bare"]
DEMO = True
CACHES = {"default": {"BACKEND": "core.cachefiles.FileCache", "LOCATION": TEST_FILES / "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "slow"]}}
LOGGING = {"version": 1, "disable_existing_loggers": True}
