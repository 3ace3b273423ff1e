"""Tests: the same site with a cheap hasher, letters by the same outbox, tasks at once, files in a folder of their own."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
os.environ["DEBUG"] = "0"

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATABASES, STORAGES, VAR_DIR
from cms.settings.files import DISK
from cms.settings.logs import logging_config

TEST_NAME = os.environ.get("FMS_TEST_NAME", "suite")
TEST_FILES = Path(tempfile.gettempdir()) / f"fms-test-{TEST_NAME}-{os.getpid()}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "mail", "slow"]}}
CACHES = {
    # Three hundred entries, the default, are soon full: then the stamp of ready pages is thrown out in the middle of a test.
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "test",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
STATIC_ROOT = TEST_FILES / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing folder, and warnings are errors
MEDIA_ROOT = str(TEST_FILES / "media")
PRIVATE_ROOT = str(TEST_FILES / "private")
JOURNAL_ROOT = str(TEST_FILES / "journal")
STORAGES = STORAGES | {
    "private": {"BACKEND": DISK, "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A database in memory loses the locks of the production settings, so the test database is a file with WAL.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # threads of a test must not keep its file open
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test" / f"{TEST_NAME}.sqlite3")}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"fms_test_{TEST_NAME}"}
STAFF_MFA = False
PAGE_CACHE = KEEP_PARTS = False  # a page of one test must not be answered to the next
LOGGING = logging_config("text", "WARNING")
DEV_PAGES = True
