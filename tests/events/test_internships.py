"""A call for internships is read on its page and in the section (spec: applications §1, facts only)."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from core.models import Card
from events.models import InternshipCall, InternshipCallPage, InternshipIndexPage

pytestmark = pytest.mark.django_db


def make_call(status: str = "published", **fields: object) -> InternshipCallPage:
    now, locale = timezone.now(), Locale.objects.get(language_code="ru")
    fields.setdefault("opens_at", now - dt.timedelta(days=1))
    fields.setdefault("closes_at", now + dt.timedelta(days=20))
    call = InternshipCall.objects.create(code="2701", title="Осень", status=status, places=12, **fields)
    home = Page.objects.filter(depth=2).first()
    index = home.add_child(instance=InternshipIndexPage(title="Стажировки", slug="stazhirovki", locale=locale))
    page = InternshipCallPage(title="Осенние стажировки", slug="osen", intro="Смотрите", translation_key=call.key, locale=locale)
    return index.add_child(instance=page)


def test_an_open_call_says_until_when_and_how_many_places(client: Client) -> None:
    page = make_call()
    html = client.get(page.url).content.decode()
    assert "Приём заявок открыт" in html
    assert "<dd>12</dd>" in html
    assert "Осенние стажировки" in client.get("/stazhirovki/").content.decode()


def test_a_call_not_announced_shows_no_dates_and_is_not_listed(client: Client) -> None:
    page = make_call("draft")
    assert client.get(page.url).context.get("call") is None
    assert "Сейчас отборов нет" in client.get("/stazhirovki/").content.decode()


def test_publishing_puts_the_card_into_the_search(django_capture_on_commit_callbacks: object) -> None:
    page = make_call()
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    card = Card.objects.get(kind="internship")
    assert (card.title, card.url, card.key) == ("Осенние стажировки", page.url, str(page.translation_key))


def test_an_open_call_says_how_to_apply_now_and_a_closed_one_does_not(client: Client) -> None:
    page = make_call()
    html = client.get(page.url).content.decode()
    assert "Через сайт заявку подать пока нельзя" in html
    assert html.count('href="tel:') > client.get("/stazhirovki/").content.decode().count('href="tel:')
    InternshipCall.objects.update(closes_at=timezone.now() - dt.timedelta(hours=1))
    cache.clear()
    assert "Через сайт заявку подать пока нельзя" not in client.get(page.url).content.decode()
