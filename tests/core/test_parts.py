"""Parts of pages that are made once: the same page as without them, new after a publication, nothing of one for another."""

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from core import parts
from core.cache import bump
from people.models import User
from school.models import RunItem
from school.services.enrolling import enrol
from school.services.learning import complete_lesson
from tests.cast import make_person
from tests.factories.events import make_event, make_page, make_place
from tests.factories.school import course, lessons_of, run_of
from tests.practices.test_publishing import practice_page

COUNTED = "{% load parts %}{% part 'counted' word %}{{ count }}{% endpart %}"


@pytest.fixture(autouse=True)
def kept_parts(settings):
    settings.KEEP_PARTS = True
    parts.KEPT.clear()
    yield
    parts.KEPT.clear()


def counted(count: int, word: str = "", request=None) -> str:
    return Template(COUNTED).render(Context({"count": count, "word": word, "request": request}))


def test_a_part_is_made_once_for_each_key_until_something_is_published():
    assert counted(1) == "1"
    assert counted(2) == "1"
    assert counted(3, "other") == "3"
    bump()
    assert counted(4) == "4"


def test_a_preview_and_a_site_under_development_are_made_anew(settings):
    counted(1)
    preview = RequestFactory().get("/")
    preview.is_preview = True
    assert counted(2, request=preview) == "2"
    settings.KEEP_PARTS = False
    assert counted(3) == "3"


def test_a_page_lives_no_longer_than_its_part():
    counted(1)
    request = RequestFactory().get("/")
    counted(1, request=request)
    assert 0 < request.page_cache_seconds <= 60


def test_the_frame_tells_each_page_its_own_address():
    frame = Template("{% load parts %}{% frame 'here' %}<a href='?next={{ here }}'>{% endframe %}")
    shown = [frame.render(Context({"request": RequestFactory().get(path)})) for path in ("/a/", "/б&'\"/")]
    assert shown == ["<a href='?next=/a/'>", "<a href='?next=/%D0%B1%26%27%22/'>"]


@pytest.mark.django_db(transaction=True)
def test_pages_say_the_same_with_parts_and_without(settings, client: Client):
    addresses = ["/", practice_page("Теплица", "teplica").url, make_page(make_event(10, place=make_place())).url]
    settings.KEEP_PARTS = False
    without = [client.get(address).content for address in addresses]
    settings.KEEP_PARTS = True
    for _first_and_kept in range(2):
        assert [client.get(address).content for address in addresses] == without


@pytest.mark.django_db(transaction=True)
def test_an_event_told_anew_is_shown_anew_at_once(client: Client):
    event = make_event(10, place=make_place())
    page = make_page(event)
    client.get(page.url)
    event.contact_name = "Ольга Рябинина"
    event.contact_phone = "+73422123456"
    event.save()
    assert "Ольга Рябинина" in client.get(page.url).content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_one_learner_has_done_is_never_shown_to_another():
    page = course("Курс", "kurs")
    run = run_of(page)
    anna, boris = make_person("anna@example.org", "Соловьёва", "Анна"), make_person("boris@example.org", "Быков", "Борис")
    places = [enrol(run, person) for person in (anna, boris)]
    mine = next(one for one in places if one.user_id == anna.pk)
    first = RunItem.objects.get(run=run, activity=lessons_of(page)[0].translation_key)
    complete_lesson(mine, first, actor=anna)
    assert "box--ok" in seen_by(anna, page.url)
    assert "box--ok" not in seen_by(boris, page.url)
    assert "box--ok" in seen_by(anna, page.url)


def seen_by(person: User, address: str) -> str:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(address).content.decode()
