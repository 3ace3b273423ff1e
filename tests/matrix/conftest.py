"""The worlds of the matrix are built once a session in a transaction of their own; every test inside it is a savepoint."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from people.models import User
from tests.matrix import admin_world as admin
from tests.matrix import world as ours
from tests.matrix.visitors import PEOPLE


@dataclass
class Lasting:
    """Both worlds and the keys of everybody's session."""

    ours: ours.World
    admin: admin.AdminWorld
    keys: dict[str, str]


@pytest.fixture(scope="package")
def lasting(django_db_setup: None, django_db_blocker: object) -> Iterator[Lasting]:
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # acts are durable: they begin in the transaction of a test or in none
        outer.__enter__()
        try:
            yield _build()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def world(lasting: Lasting, db: None) -> ours.World:
    """Our own records; what a test does to them is undone."""
    return lasting.ours


@pytest.fixture
def admin_world(lasting: Lasting, db: None) -> admin.AdminWorld:
    """Pages and rows of the admin."""
    return lasting.admin


@pytest.fixture
def browsers(lasting: Lasting, db: None) -> dict[str, Client]:
    """Everybody's browser, signed in, and a guest's."""
    found = {"guest": Client()}
    for name, key in lasting.keys.items():
        found[name] = Client()
        found[name].cookies[settings.SESSION_COOKIE_NAME] = key
    return found


def _build() -> Lasting:
    people = {name: make() for name, make in PEOPLE.items()}
    own = ours.build(people["anna"], people["boris"], people["zoya"], people["dmitry"])
    lesson = Page.objects.get(translation_key=own.lesson).specific
    return Lasting(
        ours=own,
        admin=admin.build(people["anna"], people["egor"], own.event, lesson),
        keys={name: _sign_in(user) for name, user in people.items()},
    )


def _sign_in(user: User) -> str:
    """The key of a session of somebody who has just signed in."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "code", "at": timezone.now().timestamp()}]
    session.save()
    return session.session_key
