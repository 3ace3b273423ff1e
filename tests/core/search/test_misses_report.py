from datetime import date

import pytest
import time_machine

from core.models import Entry, SearchMiss

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/search-misses/"


@pytest.fixture
def missed() -> None:
    for words, times in (("садик", 7), ("=1+1", 2)):
        SearchMiss.objects.create(week=date(2026, 9, 14), locale="ru", words=words, times=times)


@pytest.fixture
def at_the_time():
    with time_machine.travel("2026-09-17 12:00", tick=False):
        yield


def test_an_editor_reads_the_report(missed, at_the_time, client, egor):
    client.force_login(egor)
    answer = client.get(ADDRESS)
    assert [(row.words, row.times) for row in answer.context["object_list"]] == [("садик", 7), ("=1+1", 2)]
    assert "14\u00a0сентября 2026\u00a0г.".replace(" ", "\u00a0") in answer.content.decode()
    assert client.get(ADDRESS + "results/").status_code == 200


def test_csv_by_the_one_export_of_the_house(missed, at_the_time, client, egor):
    client.force_login(egor)
    body = client.get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
    assert body.splitlines() == ["Неделя с;Искали;Раз;Язык", "14.09.2026;садик;7;Русский", "14.09.2026;'=1+1;2;Русский"]
    assert Entry.objects.filter(verb="exported").count() == 1


def test_strangers_do_not(missed, client, anna):
    client.force_login(anna)
    assert client.get(ADDRESS).status_code == 302
