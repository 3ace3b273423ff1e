"""Entrances are logged by number, never by name or by what was typed."""

import json
import logging

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from core.logs import JsonFormatter
from people.models import User


def lines(caplog: pytest.LogCaptureFixture) -> list[dict]:
    records = [one for one in caplog.records if one.name == "core.entrances"]
    return [{name: json.loads(JsonFormatter().format(one)).get(name) for name in ("entrance", "user")} for one in records]


def test_coming_in_and_leaving(anna: User, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "core.entrances"):
        client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
        client.logout()
    assert lines(caplog) == [{"entrance": "in", "user": anna.pk}, {"entrance": "out", "user": anna.pk}]


def test_a_wrong_password_is_told_without_what_was_typed(anna: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "core.entrances"):
        authenticate(None, username="anna@example.org", password="lesnaya-pristan")
    assert lines(caplog) == [{"entrance": "refused", "user": None}]
    assert "lesnaya" not in caplog.text
