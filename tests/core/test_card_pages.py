"""What Wagtail does to a page reaches its card."""

from collections.abc import Iterator

import pytest
from wagtail.models import Locale, Page, PageViewRestriction

from core import card_pages, cards
from core.card_pages import page_card
from core.models import Card
from core.search.rebuild import rebuild, rebuild_all
from tests.factories.cards import publish

pytestmark = pytest.mark.django_db
FORGET = {
    "sqlite": "DELETE FROM core_card_words WHERE rowid = %s",
    "postgresql": "UPDATE core_card SET all_words = NULL WHERE id = %s",
}


@pytest.fixture
def followed(monkeypatch) -> Iterator[None]:
    """Plain pages, followed for one test alone; «Тайна» says no."""
    monkeypatch.setattr(card_pages, "_followed", {})
    monkeypatch.setattr(cards, "_kinds", {})
    card_pages.follow(Page, "plain", "Страницы", lambda page: None if page.title == "Тайна" else page_card(page, "plain"))


@pytest.fixture
def home(followed) -> Page:
    Page.objects.update(live=False)
    return Page.objects.get(depth=1).add_child(
        instance=Page(title="Начало", slug="nachalo", live=False, locale=Locale.get_default())
    )


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def put_live(page: Page, commit) -> Page:
    with commit():
        page.save_revision().publish()
    return Page.objects.get(pk=page.pk)


def titles() -> list[str]:
    return list(Card.objects.order_by("title").values_list("title", flat=True))


def test_published_page_has_a_card_and_unpublished_has_none(home, commit):
    page = home.add_child(instance=Page(title="Сад", slug="sad", live=False))
    assert titles() == []
    page = put_live(page, commit)
    card = Card.objects.get()
    assert (card.title, card.key, card.locale, card.page_id) == ("Сад", str(page.translation_key), "ru", page.pk)
    with commit():
        page.unpublish()
    assert titles() == []


def test_a_page_its_app_refuses_has_no_card(home, commit):
    put_live(home.add_child(instance=Page(title="Тайна", slug="tayna", live=False)), commit)
    assert titles() == []


def test_restriction_takes_the_subtree_out_and_its_end_brings_it_back(home, commit):
    page = put_live(home.add_child(instance=Page(title="Сад", slug="sad", live=False)), commit)
    put_live(page.add_child(instance=Page(title="Клумба", slug="klumba", live=False)), commit)
    with commit():
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert titles() == []
    with commit():
        restriction.delete()
    assert titles() == ["Клумба", "Сад"]


def test_a_new_address_reaches_all_below(home, commit):
    from wagtail.models import Site

    Site.objects.all().delete()
    Site.objects.create(hostname="127.0.0.1", port=8000, root_page=Page.objects.get(depth=1), is_default_site=True)
    page = put_live(home.add_child(instance=Page(title="Сад", slug="sad", live=False)), commit)
    put_live(page.add_child(instance=Page(title="Клумба", slug="klumba", live=False)), commit)
    page.slug = "sady"
    put_live(page, commit)
    assert list(Card.objects.order_by("title").values_list("url", flat=True)) == ["/nachalo/sady/klumba/", "/nachalo/sady/"]
    with commit():
        Page.objects.get(slug="klumba").move(home, pos="last-child")
    assert Card.objects.get(title="Клумба").url == "/nachalo/klumba/"


def test_a_deleted_page_takes_its_card_along_and_lists_learn_it(home, commit):
    from core.facets import Listing

    page = put_live(home.add_child(instance=Page(title="Сад", slug="sad", live=False)), commit)
    assert Listing("plain", "ru").answer({}).total == 1
    with commit():
        page.delete()
    assert (titles(), Listing("plain", "ru").answer({}).total) == ([], 0)


def test_rebuilding_gives_what_publishing_gave(home, commit):
    put_live(home.add_child(instance=Page(title="Сад", slug="sad", live=False)), commit)
    put_live(home.add_child(instance=Page(title="Тайна", slug="tayna", live=False)), commit)
    before = list(Card.objects.values("title", "url", "digest", "key"))
    Card.objects.update(title="испорчено", digest="")
    publish("Лишняя", kind="plain")
    publish("Ничья", kind="ничьё")
    reports = rebuild_all()
    assert [(one.kind, one.seen, one.written, one.dropped) for one in reports] == [("plain", 1, 1, 1), ("ничьё", 0, 0, 1)]
    assert list(Card.objects.values("title", "url", "digest", "key")) == before


def test_repair_writes_only_what_differs(home, commit):
    from django.db import connection

    for title in ("Сад", "Мост", "Хор"):
        put_live(home.add_child(instance=Page(title=title, slug=cards.title_key(title), live=False)), commit)
    kind = cards.kinds()["plain"]
    assert rebuild(kind, only_changed=True).written == 0
    Card.objects.filter(title="Сад").update(digest="")
    pk = Card.objects.get(title="Мост").pk
    with connection.cursor() as cursor:
        cursor.execute(FORGET[connection.vendor], [pk])
    report = rebuild(kind, only_changed=True)
    assert (report.seen, report.written, report.dropped) == (3, 2, 0)
    assert rebuild(kind, only_changed=True).written == 0


def test_rebuilding_leaves_alone_what_was_published_meanwhile(followed):
    from core.cards import CardData, Kind

    def source():
        yield CardData("slow", "one", "ru", "/", "Старое")
        cards.put([CardData("slow", "one", "ru", "/", "Новое"), CardData("slow", "two", "ru", "/", "Второе")])

    publish(CardData("slow", "one", "ru", "/", "Древнее"), CardData("slow", "gone", "ru", "/", "Снятое"))
    report = rebuild(Kind("slow", "Медленные", source))
    assert (titles(), report.written, report.dropped) == (["Второе", "Новое"], 0, 1)
