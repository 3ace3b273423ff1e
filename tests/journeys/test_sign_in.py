"""Anybody comes in by a code from a letter; the letter is read in the outbox, as people read it in their mail."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from core.mail.kinds import kind_of
from core.models import Letter
from people.models import User

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def letter_text(address: str) -> str:
    """The newest letter to this address, its words made as the worker makes them."""
    letter = Letter.objects.filter(to=address).latest("pk")
    return kind_of(letter.kind).make(letter).text


def code_for(address: str) -> str:
    return re.search(r"\b(\d{4}-\d{4})\b", letter_text(address)).group(1)


def link_for(address: str) -> str:
    return re.search(r"http://[^/]+(/accounts/login/link/\S+)", letter_text(address)).group(1)


def ask_code(client: Client, address: str, **more: str) -> None:
    answer = client.post(LOGIN, {"email": address, "way": "code", **more})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/code/confirm/")


def test_anna_signs_in_by_a_code_and_goes_where_she_was_going(client, anna):
    ask_code(client, "Anna@Example.org ", next="/accounts/profile/")
    answer = client.post("/accounts/login/code/confirm/", {"code": code_for("anna@example.org"), "action": "verify"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/profile/")
    assert client.get("/accounts/profile/").status_code == 200


def test_the_letter_is_urgent_secret_and_expires_with_the_code(client, anna):
    ask_code(client, "anna@example.org")
    letter = Letter.objects.get(to="anna@example.org")
    assert (letter.urgency, letter.secret, letter.person) == (0, True, anna)
    assert round((letter.expires_at - letter.created_at).total_seconds() / 60) == 15


def test_a_newcomer_gets_the_same_letter_says_the_name_and_is_in(client, db):
    ask_code(client, "novaya@example.org")
    answer = client.post("/accounts/login/code/confirm/", {"code": code_for("novaya@example.org")})
    assert answer["Location"] == "/accounts/welcome/"
    assert client.get("/accounts/profile/")["Location"] == "/accounts/welcome/?next=%2Faccounts%2Fprofile%2F"
    form = {"last_name": "Новая", "first_name": "Нина", "region": "RU-PER"}
    refused = client.post("/accounts/welcome/", form)
    assert refused.status_code == 422
    assert client.post("/accounts/welcome/", form | {"agree": "on"}).status_code == 302
    person = User.objects.get(email="novaya@example.org")
    assert (str(person), person.region.code, person.zone) == ("Новая Нина", "RU-PER", "Asia/Yekaterinburg")
    assert [one.document.purpose for one in person.consents.all()] == ["account"]


def test_the_code_page_survives_leaving_and_coming_back(client, anna):
    ask_code(client, "anna@example.org")
    assert client.get(LOGIN)["Location"] == "/accounts/login/code/confirm/"
    page = client.get("/accounts/login/code/confirm/").content.decode()
    assert "anna@example.org" in page
    client.post("/accounts/login/code/confirm/", {"action": "cancel"})
    assert client.get(LOGIN).status_code == 200


def test_the_link_of_the_letter_signs_in_another_browser_but_only_by_a_button(client, anna):
    ask_code(client, "anna@example.org", next="/accounts/data/")
    elsewhere = Client()
    link = link_for("anna@example.org")
    seen = elsewhere.get(link)
    assert (seen.status_code, "_auth_user_id" in elsewhere.session) == (200, False)
    assert seen["Referrer-Policy"] == "same-origin"
    assert elsewhere.post(link)["Location"] == "/accounts/data/"
    assert elsewhere.session["_auth_user_id"] == str(anna.pk)


def test_code_and_link_are_one_and_work_once(client, anna):
    ask_code(client, "anna@example.org")
    code, link = code_for("anna@example.org"), link_for("anna@example.org")
    assert Client().post(link).status_code == 302
    assert Client().post(link).status_code == 404
    assert client.post("/accounts/login/code/confirm/", {"code": code}).status_code == 422


def test_five_wrong_codes_end_that_code(client, anna):
    ask_code(client, "anna@example.org")
    right = code_for("anna@example.org")
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"
    answers = [client.post("/accounts/login/code/confirm/", {"code": wrong}).status_code for _try in range(5)]
    assert answers == [422, 422, 422, 422, 302]
    assert client.post("/accounts/login/code/confirm/", {"code": right})["Location"] == "/accounts/login/?why=expired"
    assert "_auth_user_id" not in client.session


def test_a_second_code_within_a_minute_is_not_sent_and_the_page_says_so(client, anna):
    ask_code(client, "anna@example.org")
    again = Client().post(LOGIN, {"email": "anna@example.org"})
    assert again.status_code == 422
    assert "Код уже отправлен, проверьте почту" in again.content.decode()
    assert Letter.objects.filter(to="anna@example.org").count() == 1


def test_russian_letters_in_the_address_are_named(client, db):
    answer = client.post(LOGIN, {"email": "аnna@example.org"})
    assert answer.status_code == 422
    assert "а здесь русские: «а»" in answer.content.decode()
    assert User.objects.count() == 0


def test_a_borrowed_phone_forgets_with_the_browser(client, anna):
    ask_code(client, "anna@example.org", borrowed="on")
    client.post("/accounts/login/code/confirm/", {"code": code_for("anna@example.org")})
    assert client.session.get_expire_at_browser_close() is True


def test_staff_stay_for_twelve_hours_and_others_for_thirty_days(client, anna, boris):
    ask_code(client, "anna@example.org")
    client.post("/accounts/login/code/confirm/", {"code": code_for("anna@example.org")})
    assert client.session.get_expiry_age() == 30 * 24 * 3600
    other = Client()
    ask_code(other, "boris@example.org")
    other.post("/accounts/login/code/confirm/", {"code": code_for("boris@example.org")})
    assert 12 * 3600 - 60 < other.session.get_expiry_age() <= 12 * 3600


def test_a_suspended_person_is_told_and_not_let_in(client, anna):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    ask_code(client, "anna@example.org")
    answer = client.post("/accounts/login/code/confirm/", {"code": code_for("anna@example.org")}, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session
