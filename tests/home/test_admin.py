"""The admin of the site: who edits what, what the first page tells, refusals in Russian (spec: platform §4, reliability §2)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import Collection, Page, Site
from wagtail.permissions import policy_registry

from core.models import Picture, SearchMiss
from core.pages import reserved_slug
from core.search.misses import week_of
from home.models import HomePage, RegionIndexPage, RegionPage, StandardPage
from home.rights import region_collection
from practices.models import PracticeIndexPage
from regions.models import Region
from school.models import SchoolPage
from tests.factories.school import course, lessons_of, run_of, school

pytestmark = pytest.mark.django_db


def front() -> HomePage:
    return HomePage.objects.get()


def region_page(code: str) -> RegionPage:
    index = RegionIndexPage.objects.first() or front().add_child(instance=RegionIndexPage(title="Регионы", slug="regiony"))
    region = Region.objects.get(code=f"RU-{code}")
    return index.add_child(instance=RegionPage(title=region.name, slug=region.slug, region=region))


def plain(title: str = "Об альянсе", **fields: object) -> StandardPage:
    return front().add_child(instance=StandardPage(title=title, **fields))


def edits(user: object, page: Page) -> tuple[bool, bool]:
    """May edit, may publish."""
    tester = page.specific.permissions_for_user(type(user).objects.get(pk=user.pk))
    return tester.can_edit(), tester.can_publish()


def test_who_edits_which_branch(egor: object, irina: object, zhanna: object, boris: object, vera: object, zoya: object) -> None:
    pages = {"site": plain(), "school": school(), "kirov": region_page("KIR")}
    may = {
        name: {one.first_name: edits(one, page) for one in (egor, irina, zhanna, boris, vera, zoya)}
        for name, page in pages.items()
    }
    yes, no = (True, True), (False, False)
    assert may["site"] == {"Егор": yes, "Ирина": yes, "Жанна": no, "Борис": no, "Вера": no, "Зоя": no}
    assert may["school"] == {"Егор": yes, "Ирина": yes, "Жанна": yes, "Борис": no, "Вера": no, "Зоя": no}
    assert may["kirov"] == {"Егор": yes, "Ирина": yes, "Жанна": no, "Борис": yes, "Вера": no, "Зоя": no}


def test_pictures_of_a_region_are_its_coordinators(boris: object, vera: object) -> None:
    region_page("KIR")
    collection = region_collection(Region.objects.get(code="RU-KIR"))
    policy = policy_registry.get_by_type(Picture)
    may = {one.first_name: collection in policy.collections_user_has_permission_for(one, "add") for one in (boris, vera)}
    assert may == {"Борис": True, "Вера": False}
    assert Collection.objects.filter(name=collection.name).count() == 1


def test_help_is_ours_and_in_russian(client: Client, boris: object) -> None:
    client.force_login(boris)
    page = client.get(reverse("editor_help"))
    assert page.status_code == 200
    text = page.content.decode()
    assert ("Как опубликовать практику" in text, "guide.wagtail.org" in text, "What's new" in text) == (True, False, False)


def test_no_technical_screen_for_an_administrator(client: Client, irina: object) -> None:
    client.force_login(irina)
    for name in ("wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index", "wagtailadmin_collections:index"):
        assert (name, client.get(reverse(name)).status_code) == (name, 302)
    assert client.get(reverse("wagtailsettings:edit", args=["home", "sitelook", Site.objects.get().pk])).status_code == 200


def test_the_first_page_tells_what_to_do(client: Client, egor: object) -> None:
    plain("Черновик Егора", owner=egor, live=False)
    old = plain("Старая страница")
    Page.objects.filter(pk=old.pk).update(last_published_at=timezone.now() - dt.timedelta(days=400))
    SearchMiss.objects.create(week=week_of(timezone.localdate()), locale="ru", words="колодец", times=7)
    client.force_login(egor)
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    told = (
        "Ждёт вас (0)",
        "Мои черновики (1)",
        "Давно не обновлялось (1)",
        "Что ищут и не находят (1)",
        "Черновик Егора",
        "«колодец»",
    )
    assert [words for words in told if words not in text] == []


def test_searches_in_vain_are_for_who_writes_pages(client: Client, boris: object) -> None:
    client.force_login(boris)
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Мои черновики" in text, "Что ищут и не находят" in text) == (True, False)


def test_a_slug_is_made_on_the_server() -> None:
    assert [plain("Съезд щедрых сёл").slug, plain("Съезд щедрых сёл").slug] == ["sezd-shchedrykh-sel", "sezd-shchedrykh-sel-2"]


def test_words_of_the_sites_screens_are_no_addresses_of_pages(client: Client, egor: object) -> None:
    client.force_login(egor)
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", front().pk])
    empty = {
        "title": "Записи",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    refused = client.post(address, empty | {"slug": "events"})
    assert (refused.status_code, "Это слово занято самим сайтом" in refused.content.decode()) == (200, True)
    assert client.post(address, empty | {"slug": "zapisi"}).status_code == 302
    assert StandardPage.objects.get().slug == "zapisi"


def test_a_copy_takes_no_word_of_the_sites_screens(client: Client, egor: object) -> None:
    below = plain("Архив").add_child(instance=StandardPage(title="Мероприятия", slug="events"))
    client.force_login(egor)
    address = reverse("wagtailadmin_pages:copy", args=[below.pk])
    copy = {"new_title": "Мероприятия", "new_slug": "events", "new_parent_page": front().pk}
    refused = client.post(address, copy)
    assert (refused.status_code, "Это слово занято самим сайтом" in refused.content.decode()) == (200, True)
    assert client.post(address, copy | {"new_slug": "meropriyatiya"}).status_code == 302
    assert sorted(front().get_children().values_list("slug", flat=True)) == ["arkhiv", "meropriyatiya"]


def test_a_page_moves_to_the_top_with_a_free_word_only(client: Client, egor: object) -> None:
    archive = plain("Архив")
    taken = archive.add_child(instance=StandardPage(title="Мероприятия", slug="events"))
    free = archive.add_child(instance=StandardPage(title="Мероприятия", slug="meropriyatiya"))
    client.force_login(egor)
    one = client.post(reverse("wagtailadmin_pages:move_confirm", args=[taken.pk, front().pk]), follow=True)
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={taken.pk}&id={free.pk}"
    several = client.post(many, {"chooser": front().pk}, follow=True)
    told = ["занят самим сайтом" in answer.content.decode() for answer in (one, several)]
    assert (told, [page.slug for page in front().get_children()]) == ([True, True], ["arkhiv"])
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[free.pk, front().pk]))
    assert sorted(page.slug for page in front().get_children()) == ["arkhiv", "meropriyatiya"]


def test_every_first_word_of_our_screens_is_reserved() -> None:
    sections = {"shkola", "sobytiya", "stazhirovki", "praktiki", "materialy", "regiony"}
    words = set()
    for pattern in _patterns(get_resolver()):
        word = pattern.lstrip("^").split("/")[0]
        if word and word[0] not in "(<_" and "<" not in word and "(" not in word:
            words.add(word)
    assert sorted(one for one in words - sections if not reserved_slug(one, front())) == []


def _patterns(resolver: object) -> list[str]:
    found = []
    for one in resolver.url_patterns:
        text = str(one.pattern)
        below = getattr(one, "url_patterns", None)
        if below is not None and text in {"", "ru/"}:
            found += _patterns(one)
        else:
            found.append(text)
    return found


def test_a_lesson_under_learners_is_not_deleted(client: Client, egor: object) -> None:
    page = course()
    run_of(page)
    client.force_login(egor)
    for held in (lessons_of(page)[0], page, SchoolPage.objects.get()):
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[held.pk]), follow=True)
        assert (answer.status_code, "Удалить нельзя" in answer.content.decode()) == (200, True)
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
    assert "Удалить нельзя" in client.post(several, follow=True).content.decode()
    assert len(lessons_of(page)) == 3


def test_the_front_page_is_not_deleted_and_a_free_page_is(client: Client, egor: object) -> None:
    free = plain()
    client.force_login(egor)
    client.post(reverse("wagtailadmin_pages:delete", args=[front().pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[free.pk]))
    assert (HomePage.objects.count(), StandardPage.objects.count()) == (1, 0)


def test_the_sections_stand_once() -> None:
    front().add_child(instance=PracticeIndexPage(title="Практики", slug="praktiki"))
    assert PracticeIndexPage.can_create_at(front()) is False
