"""Forms that keep themselves: fields saved one by one, versions, two devices, the button without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import drafts
from core.drafts.retention import forget_old
from core.models import Draft, EarlierText
from tests.core.test_drafts import ABOUT, FILLED, NOTE, form_with_draft, same, save, shown, soup

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.draft_urls")]


def test_a_field_is_saved_loaded_and_dropped(anna, boris):
    assert save(anna, "раз", 0).version == 1
    assert save(anna, "два", 1).version == 2
    save(anna, ["1", "3"], 0, field="done")
    loaded = drafts.load(anna, ABOUT)
    assert (loaded.values, loaded.versions) == ({"text": "два", "done": ["1", "3"]}, {"text": 2, "done": 1})
    assert loaded.initial({"text": "", "title": "Т"}) == {"text": "два", "title": "Т", "done": ["1", "3"]}
    assert drafts.load(boris, ABOUT).values == {}
    assert (drafts.drop(anna, ABOUT, "done"), drafts.drop(anna, ABOUT), Draft.objects.count()) == (1, 1, 0)


def test_the_newer_text_is_stored_and_the_earlier_kept(anna):
    save(anna, "с компьютера", 0, "desk", 1)
    saved = save(anna, "с телефона", 0, "phone", 1)
    assert saved.earlier.value == "с компьютера"
    loaded = drafts.load(anna, ABOUT)
    assert (loaded.values["text"], [one.value for one in loaded.earlier]) == ("с телефона", ["с компьютера"])


def test_the_same_tab_never_contradicts_itself(anna):
    """The answer to its last writing was lost on the way, so it still speaks of the old version."""
    save(anna, "раз", 0, "desk", 1)
    assert save(anna, "раз два", 0, "desk", 2).earlier is None
    assert EarlierText.objects.count() == 0


def test_a_writing_that_arrives_late_does_not_undo_a_later_one(anna):
    save(anna, "раз два", 0, "desk", 2)
    save(anna, "раз", 0, "desk", 1)
    assert drafts.load(anna, ABOUT).values["text"] == "раз два"


def test_the_same_text_from_two_devices_is_no_quarrel(anna):
    save(anna, "одно", 0, "desk", 1)
    assert save(anna, "одно", 0, "phone", 1).earlier is None


def test_a_text_over_200_kb_is_refused(anna):
    with pytest.raises(drafts.TooLong):
        save(anna, "ы" * 110_000, 0)


def test_the_script_saves_a_field_and_gets_the_time(client, anna, django_assert_max_num_queries):
    client.force_login(anna)
    word = form_with_draft(client)["draft"]
    with django_assert_max_num_queries(10):  # six and the marks of the transaction
        answer = client.post(
            "/drafts/field/", {"draft": word, "key": "text", "value": "раз", "version": 0, "tab": "a", "turn": 1}
        )
    body = answer.json()
    assert (answer.status_code, body["version"]) == (200, 1)
    assert body["said"] == f"Сохранено в {body['time']}"
    other = client.post("/drafts/field/", {"draft": word, "key": "text", "value": "два", "version": 0, "tab": "b", "turn": 1})
    assert (other.status_code, other.json()["earlier"], other.json()["version"]) == (409, "раз", 2)
    several = client.post("/drafts/field/", {"draft": word, "key": "done", "value": ["1", "2"], "version": 0})
    assert several.status_code == 200
    assert drafts.load(anna, ABOUT).values == {"text": "два", "done": ["1", "2"]}


def test_only_fields_shown_to_this_person_are_taken(client, anna, boris):
    client.force_login(anna)
    word = form_with_draft(client)["draft"]
    assert client.post("/drafts/field/", {"draft": word, "key": "password", "value": "x"}).status_code == 404
    assert client.post("/drafts/field/", {"draft": word, "key": "status", "value": "x"}).status_code == 404
    altered = word[:-1] + ("B" if word.endswith("A") else "A")
    assert client.post("/drafts/field/", {"draft": altered, "key": "text", "value": "x"}).status_code == 404
    client.force_login(boris)
    assert client.post("/drafts/field/", {"draft": word, "key": "text", "value": "x"}).status_code == 404
    client.logout()
    assert client.post("/drafts/field/", {"draft": word, "key": "text", "value": "x"}).status_code == 401
    assert Draft.objects.count() == 0


def test_the_button_saves_without_a_script(client, anna):
    client.force_login(anna)
    hidden = form_with_draft(client)
    referer = {"referer": "http://testserver/notes/own/"}
    answer = client.post("/drafts/form/", {**NOTE, **hidden, "password": "x"}, headers=referer, follow=True)
    assert answer.redirect_chain == [("/notes/own/", 302)]
    assert "Черновик сохранён в" in answer.content.decode()
    assert same(shown(answer), FILLED)
    assert "password" not in drafts.load(anna, ABOUT).values


def test_two_devices_without_scripts_see_both_texts(client, anna):
    client.force_login(anna)
    first, second = form_with_draft(client), form_with_draft(client)
    referer = {"referer": "http://testserver/notes/own/"}
    client.post("/drafts/form/", {"text": "с компьютера", **first}, headers=referer)
    page = client.post("/drafts/form/", {"text": "с телефона", **second}, headers=referer, follow=True)
    note = soup(page).find("button", attrs={"value": "restore"})
    assert note.find_parent("div").find("textarea").text.strip() == "с компьютера"
    back = {**form_with_draft(client), "text": "с телефона", "earlier": "restore"}
    page = client.post(note["formaction"], back, headers=referer, follow=True)
    assert shown(page)["text"] == "с компьютера"
    assert [one.value for one in drafts.load(anna, ABOUT).earlier] == ["с телефона"]
    drop = soup(page).find("button", attrs={"value": "drop"})["formaction"]
    assert (
        client.post(drop, form_with_draft(client) | {"text": "с компьютера", "earlier": "drop"}, headers=referer).status_code
        == 302
    )
    assert EarlierText.objects.count() == 0


def test_a_strangers_earlier_text_is_not_found(client, anna, boris):
    save(anna, "раз", 0, "a", 1)
    kept = save(anna, "два", 0, "b", 1).earlier
    client.force_login(boris)
    for act in ("restore", "drop"):
        assert client.post(f"/drafts/earlier/{kept.public_id}/", {"earlier": act}).status_code == 404
    assert EarlierText.objects.count() == 1


def test_old_drafts_are_forgotten(anna):
    save(anna, "раз", 0, "a", 1)
    save(anna, "два", 0, "b", 1)
    EarlierText.objects.update(kept_at=timezone.now() - timedelta(days=31))
    assert forget_old() == {"kept": 0, "earlier": 1, "drafts": 0}
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=181))
    assert forget_old()["drafts"] == 1
