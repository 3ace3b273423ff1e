"""Nothing typed is lost: expired sessions, outdated tokens, another person's browser, fields saved one by one."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from core import drafts
from core.drafts.retention import forget_old
from core.models import Draft, EarlierText, KeptText
from people.models import User
from people.services.erasure import erase_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.draft_urls")]
NOTE = {"text": "Наш двор\r\n«чистый» <b>", "title": "Двор & сад", "kind": "b", "way": "own", "done": ["1", "3"], "agree": "on"}
KEPT = "Мы сохранили написанное"
ABOUT = ("tests.note", "1")


@pytest.fixture
def visitor() -> Client:
    """A browser that is asked for its tokens, as a real one."""
    return Client(enforce_csrf_checks=True)


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def form_of(response) -> BeautifulSoup:
    return soup(response).find("textarea", attrs={"name": "text"}).find_parent("form")


def token(response) -> str:
    return form_of(response).find("input", attrs={"name": "csrfmiddlewaretoken"})["value"]


def shown(response) -> dict:
    """What stands in the fields of the form."""
    form = form_of(response)
    return {
        "text": form.find("textarea", attrs={"name": "text"}).text.removeprefix("\n"),
        "title": form.find("input", attrs={"name": "title"}).get("value", ""),
        "kind": (form.find("option", selected=True) or {}).get("value", ""),
        "way": [one["value"] for one in form.find_all("input", attrs={"name": "way"}) if one.has_attr("checked")],
        "done": [one["value"] for one in form.find_all("input", attrs={"name": "done"}) if one.has_attr("checked")],
        "agree": form.find("input", attrs={"name": "agree"}).has_attr("checked"),
    }


FILLED = {
    "text": "Наш двор\r\n«чистый» <b>",
    "title": "Двор & сад",
    "kind": "b",
    "way": ["own"],
    "done": ["1", "3"],
    "agree": True,
}


def same(one: dict, other: dict) -> bool:
    return {**one, "text": one["text"].replace("\r\n", "\n")} == {**other, "text": other["text"].replace("\r\n", "\n")}


def open_form(visitor: Client, address: str = "/notes/plain/") -> str:
    return token(visitor.get(address))


def sends(visitor: Client, word: str, address: str = "/notes/plain/", **facts):
    return visitor.post(address, {**NOTE, "csrfmiddlewaretoken": word, **facts}, headers={"origin": "http://testserver"})


def save(owner, text, version, tab="", turn=0, field="text"):
    return drafts.save(owner, ABOUT, field, text, version, drafts.Writer(tab, turn))


def form_with_draft(client) -> dict:
    form = form_of(client.get("/notes/own/"))
    return {name: form.find("input", attrs={"name": name})["value"] for name in ("draft", "draft-versions")}


def test_a_form_sent_after_the_session_ran_out_comes_back_filled(visitor, anna):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    answer = sends(visitor, word)
    assert answer.url == "/accounts/login/?next=%2Fnotes%2Fplain%2F"
    visitor.force_login(anna)
    page = visitor.get("/notes/plain/")
    assert KEPT in page.content.decode()
    assert "мы не храним" not in page.content.decode()  # there was no password and no file
    assert same(shown(page), FILLED)
    assert page["Cache-Control"] == "private, no-cache"
    again = visitor.get("/notes/plain/")
    assert same(shown(again), FILLED)  # until it is sent
    assert sends(visitor, token(again)).url == "/notes/other/"
    assert KEPT not in visitor.get("/notes/plain/").content.decode()
    assert KeptText.objects.count() == 0


def test_the_real_door_leads_back_to_the_filled_form(visitor, anna):
    anna.set_password("ochen-dlinnyy-parol")
    anna.save()
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    door = visitor.get(sends(visitor, word).url)
    door_form = soup(door).find("input", attrs={"type": "password"}).find_parent("form")
    fields = {one["name"]: one.get("value", "") for one in door_form.find_all("input") if one.get("type") != "checkbox"}
    said = fields | {"way": "password", "email": "anna@example.org", "password": "ochen-dlinnyy-parol"}
    page = visitor.post("/accounts/login/", said, follow=True)
    assert page.redirect_chain[-1][0] == "/notes/plain/"
    assert same(shown(page), FILLED)


def test_another_person_in_the_same_browser_gets_nothing(visitor, anna, boris):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    sends(visitor, word)
    visitor.force_login(boris)
    page = visitor.get("/notes/plain/")
    assert (KEPT in page.content.decode(), shown(page)["text"]) == (False, "")
    visitor.force_login(anna)
    assert same(shown(visitor.get("/notes/plain/")), FILLED)  # and the owner still does


def test_a_guest_of_the_same_browser_gets_nothing_of_a_persons_form(visitor, anna):
    """The session still knows of the form, its owner is not signed in: the row itself says whose it is."""
    visitor.force_login(anna)
    old = open_form(visitor, "/notes/public/")
    Session.objects.all().delete()
    visitor.cookies["csrftoken"] = "n" * 32
    assert sends(visitor, old, "/notes/public/").url == "/notes/public/"
    assert shown(visitor.get("/notes/public/"))["text"] == ""
    visitor.force_login(anna)
    assert same(shown(visitor.get("/notes/public/")), FILLED)


def test_another_browser_gets_nothing(visitor, anna, boris):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    sends(visitor, word)
    strange = Client()
    strange.force_login(boris)
    assert shown(strange.get("/notes/plain/"))["text"] == ""
    assert shown(strange.get("/notes/public/"))["text"] == ""


def test_where_nobody_knows_who_typed_the_session_keeps_it(anna):
    guest = Client()
    guest.post("/notes/plain/", NOTE)
    guest.force_login(anna)
    assert same(shown(guest.get("/notes/plain/")), FILLED)


def test_an_old_tab_after_a_new_sign_in_gets_its_text_back(visitor, anna):
    visitor.force_login(anna)
    old = open_form(visitor)
    visitor.force_login(anna)
    visitor.cookies["csrftoken"] = "n" * 32
    answer = sends(visitor, old)
    assert (answer.status_code, answer.url) == (302, "/notes/plain/")
    page = visitor.get("/notes/plain/")
    assert KEPT in page.content.decode()
    assert "Форма не отправлена" in page.content.decode()
    assert same(shown(page), FILLED)
    assert sends(visitor, token(page)).url == "/notes/other/"


def test_an_old_tab_of_another_person_gives_nothing_away(visitor, anna, boris):
    visitor.force_login(anna)
    old = open_form(visitor)
    visitor.force_login(boris)
    visitor.cookies["csrftoken"] = "n" * 32
    answer = sends(visitor, old)
    assert answer.status_code == 403
    assert KeptText.objects.count() == 0
    assert shown(visitor.get("/notes/plain/"))["text"] == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"referer": "http://evil.example/"},
    ],
)
def test_another_site_cannot_put_words_into_our_form(visitor, anna, headers):
    visitor.force_login(anna)
    open_form(visitor)
    answer = visitor.post("/notes/plain/", NOTE, headers=headers)
    assert (answer.status_code, KeptText.objects.count()) == (403, 0)
    assert "Наш двор" not in answer.content.decode()


def test_with_cookies_off_the_text_stays_on_the_page(db):
    answer = Client(enforce_csrf_checks=True).post("/notes/public/", NOTE, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert "Наш двор" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_passwords_codes_and_files_are_never_kept(visitor, anna):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    sends(visitor, word, password="ochen-tayno", letter=SimpleUploadedFile("skan.pdf", b"%PDF-1.7 tayno"))
    row = KeptText.objects.get()
    assert "tayno" not in json.dumps(row.typed)
    assert word not in json.dumps(row.typed)
    visitor.force_login(anna)
    assert "Пароли, коды и файлы мы не храним" in visitor.get("/notes/plain/").content.decode()


def test_a_text_too_long_to_keep_stays_on_the_screen(visitor, anna):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    answer = sends(visitor, word, text="ы" * 110_000)
    assert (answer.status_code, KeptText.objects.count()) == (403, 0)
    assert "ы" * 110_000 in answer.content.decode()


def test_kept_forms_live_a_day(visitor, anna):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    sends(visitor, word)
    KeptText.objects.update(kept_at=timezone.now() - timedelta(hours=25))
    visitor.force_login(anna)
    assert shown(visitor.get("/notes/plain/"))["text"] == ""
    assert forget_old()["kept"] == 1


def test_the_form_can_be_started_anew(visitor, anna):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    sends(visitor, word)
    visitor.force_login(anna)
    drop = soup(visitor.get("/notes/plain/")).select_one("#kept form")
    fields = {one["name"]: one["value"] for one in drop.find_all("input")}
    assert visitor.post(drop["action"], fields).url == "/notes/plain/"
    assert shown(visitor.get("/notes/plain/"))["text"] == ""


def test_a_refused_form_stays_kept(visitor, anna):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    sends(visitor, word)
    visitor.force_login(anna)
    assert sends(visitor, open_form(visitor), text="").status_code == 422
    assert KeptText.objects.count() == 1


def test_a_form_from_another_device_is_there_after_signing_in(visitor, anna):
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    sends(visitor, word)
    phone = Client()
    phone.force_login(anna)
    assert same(shown(phone.get("/notes/plain/")), FILLED)


def test_pages_without_a_kept_form_cost_no_query(client, anna, django_assert_num_queries):
    client.force_login(anna)
    with django_assert_num_queries(2):  # the session and the person
        client.get("/notes/plain/")


def test_the_draft_button_pressed_after_the_session_ran_out_loses_nothing(visitor, anna):
    visitor.force_login(anna)
    page = visitor.get("/notes/own/")
    hidden = form_with_draft(visitor)
    Session.objects.all().delete()
    headers = {"referer": "http://testserver/notes/own/", "origin": "http://testserver"}
    answer = visitor.post("/drafts/form/", {**NOTE, **hidden, "csrfmiddlewaretoken": token(page)}, headers=headers)
    assert answer.url == "/accounts/login/?next=%2Fnotes%2Fown%2F"
    visitor.force_login(anna)
    assert same(shown(visitor.get("/notes/own/")), FILLED)


def test_nothing_of_a_person_stays_after_erasure(visitor, anna, irina):
    save(anna, "раз", 0, "a", 1)
    save(anna, "два", 0, "b", 1)
    visitor.force_login(anna)
    word = open_form(visitor)
    Session.objects.all().delete()
    sends(visitor, word)
    erase_person(User.objects.get(pk=anna.pk), by=irina, reason="Просьба")
    assert (Draft.objects.count(), EarlierText.objects.count(), KeptText.objects.count()) == (0, 0, 0)
