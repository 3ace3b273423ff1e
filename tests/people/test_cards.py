"""Code cards: entered by code and surname, locked by misses, never for staff."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people.models import CodeCard
from people.services.cards import CardRefused, issue_card, revoke_card

CARD = "/accounts/card/"


def enter(code: str, surname: str = "Попова", client: Client | None = None) -> int:
    return (client or Client()).post(CARD, {"code": code, "surname": surname}).status_code


def test_klavdia_comes_in_by_her_card(client, klavdia, boris):
    _card, code = issue_card(klavdia, by=boris)
    assert (len(code), CodeCard.objects.filter(code_hash__contains=code).exists()) == (12, False)
    answer = client.post(CARD, {"code": f"{code[:4]} {code[4:8]}-{code[8:]}", "surname": "ПОПОВА"})
    assert (answer.status_code, client.session["_auth_user_id"]) == (302, str(klavdia.pk))
    assert client.get("/accounts/profile/").status_code == 200


def test_the_qr_fills_the_code_and_signs_nobody_in(client, klavdia, boris):
    _card, code = issue_card(klavdia, by=boris)
    page = client.get(CARD, {"k": code})
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in page.content.decode()
    assert (page["Referrer-Policy"], "_auth_user_id" in client.session) == ("same-origin", False)


def test_every_miss_gets_one_answer(klavdia, boris):
    card, code = issue_card(klavdia, by=boris)
    pages = [Client().post(CARD, {"code": digits, "surname": name}) for digits, name in ((code, "Чужая"), ("0" * 12, "Попова"))]
    revoke_card(card, by=boris)
    pages.append(Client().post(CARD, {"code": code, "surname": "Попова"}))
    assert [page.status_code for page in pages] == [422, 422, 422]
    assert all("Код и фамилия не подошли" in page.content.decode() for page in pages)


def test_five_misses_lock_the_card_for_an_hour(klavdia, boris):
    _card, code = issue_card(klavdia, by=boris)
    assert [enter(code, "Чужая") for _try in range(5)] == [422] * 5
    assert enter(code) == 429


def test_thirty_misses_of_one_network_stop_it(db):
    answers = [enter(f"{number:012}") for number in range(31)]
    assert (set(answers[:30]), answers[30]) == ({422}, 429)


def test_a_card_out_of_date_does_not_open(klavdia, boris):
    card, code = issue_card(klavdia, by=boris, kind=CodeCard.Kind.DICTATED)
    assert round((card.expires_at - timezone.now()).total_seconds() / 3600) == 72
    CodeCard.objects.filter(pk=card.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert enter(code) == 422


def test_staff_and_people_of_other_regions_get_no_card(galina, vera, klavdia, irina):
    for by, whom in ((vera, klavdia), (irina, galina)):
        with pytest.raises(CardRefused):
            issue_card(whom, by=by)


def test_a_card_stops_opening_when_its_person_joins_the_staff(klavdia, boris, irina):
    from people.services.roles import grant_role

    _card, code = issue_card(klavdia, by=boris)
    grant_role(klavdia, "Эксперты", by=irina, reason="Договор")
    assert enter(code) == 422
