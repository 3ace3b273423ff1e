"""Big exports are made by the worker, once, for whoever asked, and are gone after seven days (spec: platform §8)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from core import export_files
from core.export_files import Table, make_export, order, sweep
from core.exports import Column
from core.models import Entry, ExportFile
from people.models import User

pytestmark = pytest.mark.django_db
WHAT = ("tests.list", "all")


def _table(user: User, params: dict) -> Table:
    many = int(params["many"])
    rows = ({"name": f"{user.last_name} {number}"} for number in range(many))
    return Table("Список", [Column("Имя", "name")], rows, many)


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    export_files.register("tests.list", _table)
    yield
    del export_files._KINDS["tests.list"]


def ask(user: User, many: int, format: str = "csv") -> object:
    request = RequestFactory().get("/")
    request.user = user
    return order(request, "tests.list", {"many": str(many)}, what=WHAT, format=format)


def test_up_to_five_thousand_rows_come_at_once(vera: User) -> None:
    assert ask(vera, 5000).status_code == 200
    assert not ExportFile.objects.exists()


def test_more_are_made_by_the_worker_and_logged_once(vera: User) -> None:
    row = ask(vera, 5001)
    make_export.call(row.pk)
    make_export.call(row.pk)
    row.refresh_from_db()
    assert (row.state, row.rows, row.name) == ("ready", 5001, "Список.csv")
    assert row.file.read().decode("utf-8-sig").splitlines()[:2] == ["Имя", "Тиунова 0"]
    row.file.close()
    (entry,) = Entry.objects.filter(verb="exported")
    assert (entry.actor, entry.now["rows"]) == (vera, 5001)


def test_only_who_asked_opens_it(vera: User, boris: User) -> None:
    row = ask(vera, 5001)
    address = f"/dashboard/exports/{row.public_id}/"
    client, other = Client(), Client()
    client.force_login(vera)
    other.force_login(boris)
    assert [client.get(address).status_code, client.get(f"{address}file/").status_code] == [200, 404]
    make_export.call(row.pk)
    download = client.get(f"{address}file/")
    assert (download.status_code, len(b"".join(download.streaming_content)) > 5000) == (200, True)
    assert [other.get(address).status_code, other.get(f"{address}file/").status_code] == [404, 404]


def test_what_nobody_rang_is_swept_and_what_failed_is_told(vera: User) -> None:
    row, broken = ask(vera, 5001), ask(vera, 5001)
    ExportFile.objects.filter(pk=broken.pk).update(params={"asked": {}, "what": list(WHAT)})
    sweep()
    row.refresh_from_db()
    assert row.state == "waiting"
    ExportFile.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    sweep()
    row.refresh_from_db()
    broken.refresh_from_db()
    assert (row.state, broken.state) == ("ready", "failed")


def test_after_seven_days_file_and_row_are_gone(vera: User) -> None:
    row = ask(vera, 5001)
    make_export.call(row.pk)
    row.refresh_from_db()
    storage, name = row.file.storage, row.file.name
    ExportFile.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    sweep()
    assert (storage.exists(name), ExportFile.objects.exists()) == (False, False)


def test_what_is_too_long_to_print_becomes_a_workbook(vera: User) -> None:
    row = ask(vera, 5001, "html")
    assert (row.format, row.name) == ("xlsx", "Список.xlsx")
