"""Organisations and territories in public (spec: civic A3–A5, A8–A9)."""

import csv
import gzip
import io
import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from core import cards
from core.models import Card, Entry
from regions.models import Organisation, OrganisationContact
from regions.services.organisations import close, merge, reject, verify
from tests.factories.cards import card
from tests.factories.regions import organisation, territory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


def plain(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def page_of(one: Organisation) -> str:
    return f"/organizacii/{one.pk}-{one.slug}/"


def cost(client: Client, address: str) -> int:
    client.get(address)
    cards.cache.bump()
    client.get("/organizacii/?q=другое")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def structured(answer: object) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode(), re.S)[1])


def test_every_change_reaches_the_list_and_the_search(client: Client, irina: object) -> None:
    one = organisation("Фонд «Живой берег»", status="proposed")
    shown = []

    def look() -> None:
        shown.append("Живой берег" in plain(client.get("/organizacii/")))

    look()
    verify(one, by=irina)
    look()
    assert "Фонд" in plain(client.get("/poisk/?q=берег"))
    close(one, by=irina, reason="ликвидация")
    look()
    one.name = "Фонд «Тихий берег»"
    one.save()
    look()
    one.delete()
    assert (shown, Card.objects.filter(kind="organisation").count()) == ([False, True, True, False], 0)


def test_what_is_not_public_is_not_found(client: Client, irina: object) -> None:
    rejected = organisation("Рога", slug="roga", status="proposed")
    reject(rejected, by=irina, reason="нет такой")
    proposed = organisation("Копыта", slug="kopyta", status="proposed")
    for address in (page_of(rejected), page_of(proposed), "/organizacii/99999999999999999999-x/", "/territorii/77-x/"):
        assert (address, client.get(address).status_code) == (address, 404)


def test_a_merged_one_and_an_old_spelling_lead_to_the_right_address(client: Client, irina: object) -> None:
    kept, double = organisation("Общее поле"), organisation("Фонд Общее поле 2", slug="double")
    merge(double, kept, by=irina)
    for address in (page_of(double), f"/organizacii/{kept.pk}-staroe/"):
        assert client.get(address).headers["Location"] == page_of(kept)
    assert "double" not in client.get("/organizacii/").content.decode()


def test_only_public_contacts_are_shown_and_no_persons_number(client: Client) -> None:
    one = organisation("ИП и друзья", inn="500100732259", ogrn="1105900001063")
    OrganisationContact.objects.create(organisation=one, name="Открытая", email="open@example.org", is_public=True)
    OrganisationContact.objects.create(organisation=one, name="Скрытая", phone="+79990000077")
    text = plain(client.get(page_of(one)))
    assert [w in text for w in ("Открытая", "open@example.org", "Скрытая", "500100732259", "1105900001063")] == [
        True, True, False, False, True,
    ]  # fmt: skip


def test_facts_for_search_engines_do_not_break_out(client: Client) -> None:
    one = organisation("Фонд </script><b>", inn="5902219833", about="«Делаем» & растём", site="https://example.org/")
    answer = client.get(page_of(one))
    facts = structured(answer)
    assert (facts["@type"], facts["name"], facts["taxID"]) == ("NGO", "Фонд </script><b>", "5902219833")
    assert "</script><b>" not in answer.content.decode()


def test_a_village_shows_who_and_what_is_there_and_its_map(client: Client) -> None:
    village = territory(lat="57.12345", lon="49.5", population=412)
    organisation(territory=village)
    cards.put([card("Мост за лето", facets=(("territory", str(village.pk)),), html="<p>Мост за лето</p>")])
    answer = client.get(f"/territorii/{village.pk}-{village.slug}/")
    text = plain(answer)
    told = ("Село Берёзовый Лог", "412", "Общее поле", "Мост за лето", "yandex.ru/maps/?pt=49.50000,57.12345")
    assert [words for words in told if words not in text] == []
    assert (structured(answer)["@type"], structured(answer)["geo"]["latitude"]) == ("Place", 57.12345)


def test_a_replaced_district_leads_to_what_it_became(client: Client) -> None:
    new = territory("Тальский", slug="talskiy-okrug", kind="municipal_okrug")
    old = territory("Тальский", slug="talskiy-rayon", kind="district", replaced_by=new, active=False)
    assert client.get(f"/territorii/{old.pk}-{old.slug}/").headers["Location"] == f"/territorii/{new.pk}-{new.slug}/"
    assert "talskiy-rayon" not in client.get("/territorii/").content.decode()


def test_filters_by_kind_region_and_name_in_any_case(client: Client) -> None:
    organisation("Фонд «Ёлка»", slug="elka")
    organisation("ТОС Заречный", code="PER", slug="zarechnyy", kind="tos")

    def found(question: str) -> list[str]:
        return re.findall(r"/organizacii/\d+-([a-z]+)/", client.get(f"/organizacii/?{question}").content.decode())

    assert found("") == ["zarechnyy", "elka"]
    assert found("q=ЕЛКА") == ["elka"]
    assert found("kind=tos&region=permskiy-kray") == ["zarechnyy"]
    assert found("kind=fms&region=permskiy-kray") == []
    assert found("kind=ракета") == ["zarechnyy", "elka"]


def test_lists_and_pages_cost_the_same_for_one_and_for_thirty(client: Client) -> None:
    village = territory()
    one = organisation(territory=village)
    addresses = [
        "/organizacii/",
        "/organizacii/?q=фонд",
        "/territorii/",
        page_of(one),
        f"/territorii/{village.pk}-{village.slug}/",
    ]
    few = [cost(client, address) for address in addresses]
    for number in range(30):
        part = territory(f"Починок {number}", slug=f"pochinok-{number}", kind="village", parent=village)
        other = organisation(f"Фонд номер {number}", slug=f"fond-{number}", territory=part, about="Сад и пруд. " * 30)
        OrganisationContact.objects.create(organisation=one, name=f"Имя {number}", is_public=True)
        cards.put([card(f"Дело {number}", facets=(("organisation", str(one.pk)), ("territory", str(village.pk))))])
    assert other.pk
    many = [cost(client, address) for address in addresses]
    assert (few == many, max(many) <= 8) == (True, True), (few, many)
    weights = [len(gzip.compress(client.get(address).content, 6)) for address in addresses]
    assert max(weights) <= 8192, weights


def test_a_second_page_keeps_the_filter(client: Client) -> None:
    for number in range(30):
        organisation(f"Фонд номер {number:02}", slug=f"fond-{number:02}")
    text = client.get("/organizacii/?kind=fms&page=2").content.decode()
    assert (len(re.findall(r"/organizacii/\d+-fond", text)), 'href="/organizacii/?kind=fms"' in text) == (6, True)


def test_downloads_hold_what_the_list_shows_and_leave_no_trace(client: Client) -> None:
    organisation("Фонд «Ёлка»", slug="elka", inn="500100732259")
    organisation("ТОС Заречный", code="PER", slug="zarechnyy", kind="tos")
    organisation("Тайная", slug="taynaya", status="proposed")
    territory()

    def names(question: str) -> list[str]:
        body = client.get(f"/regions/organisations.csv{question}").content.decode("utf-8-sig")
        return [row[2] for row in csv.reader(io.StringIO(body), delimiter=";")][1:]

    assert names("") == ["Фонд «Ёлка»", "ТОС Заречный"][::-1]  # «ТОС» is a legal form and not looked at
    assert names("?kind=tos") == ["ТОС Заречный"]
    assert "500100732259" not in client.get("/regions/organisations.csv").content.decode()
    for address, rows in (("/regions/organisations.xlsx", 3), ("/regions/territories.xlsx", 2)):
        assert load_workbook(io.BytesIO(client.get(address).content)).active.max_row == rows
    assert Entry.objects.filter(verb="exported").count() == 0
