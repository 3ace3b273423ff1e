"""Hostile cases 12–17 of spec reliability §12, and 4: what a stranger tries at the door."""

import pytest
from django.core.cache import cache
from django.test import Client

from core.models import Letter
from people.addresses import safe_next
from people.models import User
from tests.people.conftest import newest_code

LOGIN, CONFIRM = "/accounts/login/", "/accounts/login/code/confirm/"


def test_4_one_address_in_several_spellings_is_one_person(client, db):
    for spelling in ("Anna@Example.org", " anna@EXAMPLE.ORG ", "anna\u200b@example.org"):
        cache.clear()
        Client().post(LOGIN, {"email": spelling})
    assert list(User.objects.values_list("email", flat=True)) == ["anna@example.org"]
    cache.clear()
    Client().post(LOGIN, {"email": "an.na@example.org"})
    assert User.objects.count() == 2


def test_12_known_and_unknown_addresses_get_the_same_answers(anna):
    answers = []
    for address in ("anna@example.org", "nobody@example.org"):
        browser = Client()
        asked = browser.post(LOGIN, {"email": address})
        page = browser.get(CONFIRM)
        wrong = browser.post(CONFIRM, {"code": "00000000"})
        password = Client().post(LOGIN, {"email": address, "password": "wrong wrong wrong", "way": "password"})
        words = [one.content.decode().replace(address, "…") for one in (page, wrong, password)]
        words = [_without_tokens(one) for one in words]
        answers.append((asked.status_code, asked["Location"], page.status_code, wrong.status_code, password.status_code, words))
    assert answers[0] == answers[1]
    assert Letter.objects.filter(kind="people.sign_in_code").count() == 2


def _without_tokens(html: str) -> str:
    return "".join(
        part.partition('"')[2] if number else part for number, part in enumerate(html.split('csrfmiddlewaretoken" value="'))
    )


def test_13_a_session_id_given_before_signing_in_is_changed(client, anna):
    client.post(LOGIN, {"email": "anna@example.org"})
    before = client.session.session_key
    client.post(CONFIRM, {"code": newest_code("anna@example.org")})
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert client.session.session_key != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get("/accounts/profile/").status_code == 302


def test_14_a_code_is_used_once_and_only_in_the_browser_that_asked(client, anna):
    client.post(LOGIN, {"email": "anna@example.org"})
    code = newest_code("anna@example.org")
    thief = Client()
    assert thief.post(CONFIRM, {"code": code})["Location"] == f"{LOGIN}?why=expired"
    assert client.post(CONFIRM, {"code": code}).status_code == 302
    client.post("/accounts/logout/")
    assert client.post(CONFIRM, {"code": code})["Location"] == f"{LOGIN}?why=expired"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "http:evil.example",
        "https:/evil.example", "javascript:alert(1)", "/%2f%2fevil.example", "//evil.example\\@127.0.0.1:8000/",
        "http://127.0.0.1:8000@evil.example/", "\t//evil.example", "/\t/evil.example", "http://127.0.0.1:8000.evil.example/",
    ],
)  # fmt: skip
def test_15_no_spelling_leads_to_another_host(client, anna, elsewhere):
    assert safe_next(elsewhere) == ""
    client.post(LOGIN, {"email": "anna@example.org", "next": elsewhere})
    assert client.post(CONFIRM, {"code": newest_code("anna@example.org")})["Location"] == "/dashboard/"


def test_own_addresses_are_kept_with_query_and_language():
    for own in ("/shkola/?q=фонд", "/en/events/", "http://127.0.0.1:8000/dashboard/", "/poisk/?q=%D1%84"):
        assert safe_next(own.strip()) == own


def test_16_after_500_wrong_passwords_the_owner_gets_in_by_code(client, anna):
    anna.set_password("семь раз отмерь")
    anna.save()
    guesser = Client()
    answers = [
        guesser.post(LOGIN, {"email": "anna@example.org", "password": f"guess {n}", "way": "password"}) for n in range(500)
    ]
    assert {one.status_code for one in answers} == {422}
    right = guesser.post(LOGIN, {"email": "anna@example.org", "password": "семь раз отмерь", "way": "password"})
    assert (right.status_code, "_auth_user_id" in guesser.session) == (422, False)
    client.post(LOGIN, {"email": "anna@example.org"})
    client.post(CONFIRM, {"code": newest_code("anna@example.org")})
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_a_password_works_beside_the_code(client, anna):
    anna.set_password("семь раз отмерь")
    anna.save()
    answer = client.post(
        LOGIN, {"email": "anna@example.org", "password": "семь раз отмерь", "way": "password", "next": "/accounts/data/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/data/")


def test_17_sign_out_ends_the_session_and_back_shows_nothing(by_code, anna):
    client = by_code(anna)
    page = client.get("/accounts/data/")
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    key = client.session.session_key
    answer = client.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    thief = Client()
    thief.cookies["sessionid"] = key
    assert thief.get("/accounts/data/").status_code == 302
    assert client.get("/accounts/logout/").status_code == 302


def test_a_get_never_signs_anybody_out(by_code, anna):
    client = by_code(anna)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/accounts/profile/").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["signup/", "password/reset/", "confirm-email/", "confirm-email/abc:def/", "login/code/"],
)  # fmt: skip
def test_stock_screens_lead_to_the_door(client, db, path):
    assert client.get(f"/accounts/{path}")["Location"] == LOGIN


@pytest.mark.parametrize("path", ["3rdparty/", "password/reset/key/1-abc/", "2fa/webauthn/", "social/signup/", "email/verify/"])
def test_what_is_not_ours_is_not_there(client, db, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_wagtails_own_ways_in_are_closed(client, irina):
    irina.set_password("семь раз отмерь")
    irina.save()
    login = client.post("/admin/login/", {"username": irina.email, "password": "семь раз отмерь"})
    assert (login.status_code, login["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2F")
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/password_reset/")["Location"].startswith("/accounts/login/")
    assert client.get("/admin/")["Location"].startswith("/accounts/login/?next=")
