"""Late forms, drafts without signing in, private files, shared caches (spec: reliability §12: 3, 5, 7, 8, 10, 11, 25)."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from events.models import Event, Registration
from home.models import HomePage, StandardPage
from people.models import User
from people.services.archives import make_archive
from tests.factories.events import make_event, make_page
from tests.hostile.test_text import ADDRESS, written
from tests.journeys.test_register_for_module import form_of


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def test_3_a_form_from_before_the_deadline_is_refused_after_it_and_stays_filled(client: Client, db: None) -> None:
    event = make_event()
    make_page(event, "modul")
    hidden = form_of(client, ADDRESS)
    Event.objects.filter(pk=event.pk).update(closes_at=timezone.now() - dt.timedelta(minutes=1))
    late = client.post(ADDRESS, written(hidden))
    text = late.content.decode()
    assert (late.status_code, Registration.objects.count()) == (422, 0)
    assert "Запись закрыта" in text or "Запись закрылась" in text
    assert 'value="Рябинина"' in text


def test_5_back_and_send_again_is_one_registration_and_one_ticket(client: Client, db: None) -> None:
    make_page(make_event(), "modul")
    hidden = form_of(client, ADDRESS)
    first, second = client.post(ADDRESS, written(hidden)), client.post(ADDRESS, written(hidden))
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert Registration.objects.count() == 1
    anew = client.post(ADDRESS, written(form_of(client, ADDRESS)), follow=True)
    assert Registration.objects.count() == 1
    assert anew.status_code == 200


@pytest.mark.parametrize("address", ["/applications/", "/applications/aaaaaaaaaaaaaaaaaaaaaa/", "/internships/apply/"])
def test_7_and_8_no_application_opens_for_anybody(client: Client, galina: User, address: str) -> None:
    """Applications are not taken on the site yet; when they are, these become lines of the matrix."""
    client.force_login(galina)
    assert client.get(address).status_code == 404


def test_10_a_draft_and_its_preview_open_nothing_without_signing_in(client: Client, egor: User) -> None:
    page = HomePage.objects.get().add_child(instance=StandardPage(title="Тайный черновик", slug="taynyy", live=False))
    revision = page.save_revision(user=egor)
    inside = f"/admin/pages/{page.pk}"
    for address in (f"{inside}/view_draft/", f"{inside}/edit/preview/", f"{inside}/revisions/{revision.pk}/view/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url.startswith("/accounts/login/")) == (302, True)
    hidden = client.get("/taynyy/")
    assert (hidden.status_code, "Тайный" in hidden.content.decode()) == (404, False)
    client.force_login(egor)
    assert "Тайный черновик" in client.get(f"{inside}/view_draft/").content.decode()


def test_11_a_private_file_is_nothing_for_a_shared_cache_nor_for_the_next_visitor(anna: User) -> None:
    address = f"/accounts/data/archive/{make_archive(anna).public_id}/"
    owner = Client()
    owner.force_login(anna)
    session = owner.session  # personal archives ask for a sign-in of the last minutes
    session["account_authentication_methods_user"] = str(anna.pk)
    session["account_authentication_methods"] = [{"method": "code", "at": timezone.now().timestamp()}]
    session.save()
    given = owner.get(address)
    b"".join(given.streaming_content)
    assert (given.status_code, given["Cache-Control"]) == (200, "private, no-store")
    after = Client().get(address)
    assert (after.status_code, after.url.startswith("/accounts/login/")) == (302, True)


def test_25_the_proxy_cuts_huge_and_slow_bodies() -> None:
    conf = (Path(settings.BASE_DIR) / "deploy" / "nginx.conf").read_text()
    assert re.search(r"client_max_body_size\s+25m;", conf)
    assert re.search(r"client_body_timeout\s+15s;", conf)
    assert "proxy_request_buffering off" not in conf
