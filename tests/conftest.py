"""The database of the tests and the nine people of the house (spec: platform §2, §11)."""

import os
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from core.cache import stamp
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A transactional test ends with empty tables, what migrations put in too: the next test gets a fresh copy."""
    result = yield
    mark = item.get_closest_marker("django_db")
    if "transactional_db" in item.fixturenames or (mark and mark.kwargs.get("transaction")):
        with item.config.stash[blocking_manager_key].unblock():
            prepare_from_template(connection, os.environ.get("PYTEST_XDIST_WORKER", ""))
    return result


@pytest.fixture(autouse=True)
def newly_read_stamp() -> None:
    """The stamp of ready pages is read anew in each test: one that clears the cache must not see it change half-way."""
    stamp.forget()


@pytest.fixture
def group(db: None) -> type[Group]:
    """The model of groups, for tests that look at roles."""
    return Group
