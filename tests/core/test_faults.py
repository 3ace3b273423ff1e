"""Faults: 503 keeps what was typed, 500 gives the number of the log line (spec: reliability §11)."""

import json
import logging
import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.test import Client

from core.faults import is_away
from core.guard import Busy
from core.logs import JsonFormatter, scrub

pytestmark = pytest.mark.urls("tests.core.fault_urls")


@pytest.fixture
def reader() -> Client:
    """A client without a database: the pages of faults must not need one."""
    return Client(raise_request_exception=False)


def fields_of(html: bytes) -> dict[str, str]:
    form = BeautifulSoup(html, "html.parser").find("form", method="post")
    return {one["name"]: one["value"] for one in form.find_all("input", attrs={"type": "hidden"})} if form else {}


@pytest.mark.parametrize("address", ["/busy/", "/locked/"])
def test_busy_database_is_503_and_says_when_to_come_back(reader: Client, address: str) -> None:
    response = reader.get(address)
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "private, no-store")


def test_posted_fields_stay_in_a_form_to_send_again(reader: Client) -> None:
    response = reader.post("/busy/?a=1", {"name": "Анна «Ясная» <b>", "themes": ["вода", "лес"], "csrfmiddlewaretoken": "t" * 64})
    form = BeautifulSoup(response.content, "html.parser").find("form", method="post")
    kept = [(one["name"], one["value"]) for one in form.find_all("input", attrs={"type": "hidden"})]
    assert form["action"] == "/busy/?a=1"
    assert kept == [("name", "Анна «Ясная» <b>"), ("themes", "вода"), ("themes", "лес"), ("csrfmiddlewaretoken", "t" * 64)]


def test_passwords_codes_and_files_are_left_out(reader: Client) -> None:
    scan = SimpleUploadedFile("скан.pdf", b"%PDF-1.7")
    response = reader.post(
        "/busy/", {"name": "Анна", "password": "лес", "code": "48277301", "new_password1": "поле", "scan": scan}
    )
    assert fields_of(response.content) == {"name": "Анна"}


def test_a_huge_form_is_not_written_back(reader: Client) -> None:
    response = reader.post("/busy/", {"text": "ы" * 200_001})
    assert (response.status_code, fields_of(response.content)) == (503, {})


def test_our_own_fault_is_500_with_the_number_of_the_request(reader: Client) -> None:
    response = reader.get("/broken/")
    text = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    number = response["X-Request-ID"]
    assert response.status_code == 500
    assert re.search(r"Номер обращения\W+(\w+)", text).group(1) == number


def test_a_missing_table_is_our_fault_and_no_busy_database(reader: Client) -> None:
    assert reader.get("/no-table/").status_code == 500


def state_error(state: str) -> OperationalError:
    error, cause = OperationalError("x"), Exception()
    cause.pgcode = state
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (Busy(), True),
        (InterfaceError("connection already closed"), True),
        (OperationalError("database or disk is full"), True),
        (OperationalError('connection to server at "127.0.0.1" failed: Connection refused'), True),
        (state_error("53300"), True),
        (state_error("57P01"), True),
        (state_error("55P03"), True),
        (state_error("42P01"), False),
        (OperationalError("no such column: x"), False),
        (ValueError("locked"), False),
        (None, False),
    ],
)
def test_what_counts_as_away(error: Exception | None, away: bool) -> None:
    assert is_away(error) is away


def test_number_of_the_proxy_is_taken_only_behind_one(reader: Client, settings: object) -> None:
    own = reader.get("/page/", headers={"x-request-id": "abcdef0123456789"})["X-Request-ID"]
    settings.TRUSTED_PROXIES = 1
    given = reader.get("/page/", headers={"x-request-id": "abcdef0123456789"})["X-Request-ID"]
    strange = reader.get("/page/", headers={"x-request-id": "<b>"})["X-Request-ID"]
    assert (re.fullmatch("[0-9a-f]{8}", own) is not None, given, strange == "<b>") == (True, "abcdef0123456789", False)


def test_log_line_has_the_route_and_no_secret(reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "core.requests"):
        reader.get("/broken/Zq3vT8mN5xK2pL7wR9sY4u/?email=anna@example.org")
    record = next(one for one in caplog.records if one.name == "core.requests")
    line = json.loads(JsonFormatter().format(record))
    assert {name: line[name] for name in ("route", "method", "status", "queries")} == {
        "route": "broken/<str:secret>/",
        "method": "GET",
        "status": 500,
        "queries": 0,
    }


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Not Found: /events/t/Zq3vT8mN5xK2pL7wR9sY4u/", "Not Found: /events/t/…/"),
        ("GET /poisk/?q=Иванов HTTP/1.1", "GET /poisk/?… HTTP/1.1"),
        ("to anna.s@example.org failed", "to …@… failed"),
        ("phone +7 (912) 000-11-22", "phone +7…"),
        ("DETAIL:  Key (email)=(anna) already exists.", "DETAIL:  Key (email)=(…) already exists."),
        ("migrated 14 steps in 3.2 s", "migrated 14 steps in 3.2 s"),
    ],
)
def test_log_text_is_scrubbed(said: str, written: str) -> None:
    assert scrub(said) == written


def test_traceback_in_the_log_is_scrubbed_too() -> None:
    try:
        raise ValueError("anna@example.org")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f.py", 1, "oops", None, (type(error), error, error.__traceback__))
    assert json.loads(JsonFormatter().format(record))["message"].splitlines()[-1] == "ValueError: …@…"
