import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from core.mail.kinds import kind_of
from core.models import Letter
from people.models import User


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def by_code(db: None) -> Callable[[User], Client]:
    """Signs a person in as people do: by a code out of the letter."""

    def sign_in(user: User, **more: str) -> Client:
        client = Client()
        cache.clear()
        client.post("/accounts/login/", {"email": user.email, **more})
        client.post("/accounts/login/code/confirm/", {"code": newest_code(user.email)})
        return client

    return sign_in


def newest_code(address: str) -> str:
    """The code in the newest letter to the address."""
    letter = Letter.objects.filter(to=address).latest("pk")
    return re.search(r"\b(\d{4}-\d{4})\b", kind_of(letter.kind).make(letter).text).group(1)
