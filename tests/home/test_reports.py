"""Reports of pages and the facts the content checks need: what is untranslated, heavy, broken, without region or consent."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from core.cache import bump
from core.models import Picture
from home.admin.facts import lacks_region, unmarked_pictures
from home.models import FrontDoor, HomePage, StandardPage
from practices.models import PracticePage
from regions.models import Region
from tests.factories.files import picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()
    bump()


def front() -> HomePage:
    return HomePage.objects.get(locale__language_code="ru")


def page(title: str, **fields: object) -> StandardPage:
    return front().add_child(instance=StandardPage(title=title, **fields))


def image(**fields: object) -> Picture:
    return Picture.objects.create(title="Снимок", file=upload("snimok.png", picture("PNG")), **fields)


def rows(client: Client, name: str, query: str = "") -> str:
    answer = client.get(reverse(name) + query)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_pages_without_a_translation_and_with_an_old_one(client: Client, egor: object) -> None:
    english = Locale.objects.get(language_code="en")
    front().copy_for_translation(english).save_revision().publish()
    kept, old, _none = page("Переведена"), page("Перевод старше"), page("Без перевода совсем")
    for one in (kept, old):
        one.save_revision().publish()
        one.copy_for_translation(english).save_revision().publish()
    Page.objects.filter(translation_key=old.translation_key, locale=english).update(
        last_published_at=timezone.now() - dt.timedelta(days=9)
    )
    client.force_login(egor)
    text = rows(client, "untranslated_pages")
    assert [one in text for one in (">Переведена<", "Без перевода совсем", "перевода нет", "перевод старше")] == [
        False, True, True, True
    ]  # fmt: skip
    assert "Переведена" in rows(client, "untranslated_pages", "?language=tt")


def test_links_that_lead_nowhere(client: Client, egor: object) -> None:
    there, gone = page("Есть"), page("Снимут")
    text = (
        f'<p><a href="/net-takoy/">1</a> <a href="{there.url}">2</a> <a href="/poisk/?q=мост">3</a> <a href="/organizacii/">4</a>'
        f' <a linktype="page" id="{gone.pk}">5</a> <a href="https://example.org/net/">6</a> <a href="/en/net-perevoda/">7</a></p>'
    )
    page(
        "Со ссылками", body=[("paragraph", text), ("buttons", {"items": [{"text": "К ним", "page": None, "address": "/pusto/"}]})]
    )
    gone.unpublish()
    home = front()
    home.doors = [FrontDoor(title="Учиться", text="…", address="/nikuda/")]
    home.save()
    bump()
    client.force_login(egor)
    text = rows(client, "broken_links")
    assert [
        one in text for one in ("/net-takoy/", f"страница № {gone.pk} снята", "/pusto/", "/nikuda/", "/en/net-perevoda/")
    ] == [True] * 5
    assert [one in text for one in (there.url + ",", "/poisk/", "/organizacii/", "example.org/net")] == [False] * 4


def test_heavy_pages_come_by_weight(client: Client, egor: object) -> None:
    light, heavy = image(), image()
    Picture.objects.filter(pk=heavy.pk).update(file_size=900 * 1024)
    page("Тяжёлая", photo=heavy)
    page("Лёгкая", photo=light)
    client.force_login(egor)
    text = rows(client, "heavy_pages")
    assert ("Тяжёлая" in text, "900 КБ" in text, "Лёгкая" in text) == (True, True, False)


def test_reports_are_of_own_pages(client: Client, zhanna: object, anna: object) -> None:
    page("Без перевода совсем")
    client.force_login(zhanna)
    assert "Без перевода совсем" not in rows(client, "untranslated_pages")
    client.force_login(anna)
    assert client.get(reverse("untranslated_pages")).status_code in {302, 403, 404}


def test_checks_know_a_page_without_a_region() -> None:
    practice = PracticePage(title="Мост")
    assert (lacks_region(practice), lacks_region(page("Об альянсе"))) == (True, False)
    practice.region = Region.objects.first()
    assert lacks_region(practice) is False


def test_checks_know_pictures_without_a_mark_of_consent() -> None:
    marked, silent = image(people_agreed=True), image()
    block = ("picture", {"image": silent, "caption": ""})
    shown = page("Снимки", photo=marked, body=[block])
    (name,) = unmarked_pictures(shown)
    assert (silent.file.name.rpartition("/")[2].startswith(name), unmarked_pictures(page("Один", photo=marked))) == (True, [])
