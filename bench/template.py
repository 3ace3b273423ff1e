"""Makes the migrated template if there is none: B has no migrations, so the settings of the bench cannot migrate from zero."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
os.environ["FMS_TEST_NAME"] = "bench_template"
django.setup()

from django.db import connection  # noqa: E402  (the settings must stand first)

from tests.database import prepare_from_template  # noqa: E402

if __name__ == "__main__":
    prepare_from_template(connection, "")()
