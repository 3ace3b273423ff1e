"""The database of the tests and the nine people of the house (spec: platform §2, §11)."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from tests.database import prepare_from_template

pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: object) -> Iterator[None]:
    """A copy of the migrated template instead of half a minute of migrations for every worker."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    with django_db_blocker.unblock():
        finish = prepare_from_template(connection, worker)
    yield
    with django_db_blocker.unblock():
        finish()


@pytest.fixture
def group(db: None) -> type[Group]:
    """The model of groups, for tests that look at roles."""
    return Group
