"""«Что вы обо мне знаете»: words, archive, erasure; afterwards nothing personal is left anywhere (hostile case 36)."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from core import guard
from core.mail.queue import queue
from core.models import Letter
from people.models import CodeCard, DataArchive, ErasureAct, ErasureRequest, User
from people.personal import sources
from people.retention import erase_who_asked, forget_last_addresses, forget_nameless, forget_traces, warn_and_erase_asleep
from people.services import archives, erasure
from people.services.account import AddressTaken, change_email
from people.services.cards import issue_card
from people.services.participants import add_participant, open_contacts
from regions.models import Region
from tests.people.conftest import newest_code


def test_the_page_tells_in_words_who_saw_the_contacts(by_code, anna, boris):
    open_contacts(anna, by=boris)
    page = by_code(anna).get("/accounts/data/").content.decode()
    for words in ("anna@example.org", "Кочкин", "Кто открывал ваши контакты", "Как вы входите"):
        assert words in page


def test_the_archive_opens_has_html_and_json_and_is_only_annas(by_code, anna, boris):
    client = by_code(anna)
    assert client.post("/accounts/data/archive/")["Location"] == "/accounts/data/?done=made"
    archive = DataArchive.objects.get(user=anna)
    answer = client.get(f"/accounts/data/archive/{archive.public_id}/")
    file = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))
    assert {"Мои данные.html", "Мои данные.json"} <= set(file.namelist())
    data = json.loads(file.read("Мои данные.json"))
    assert data["people"]["account"]["email"] == "anna@example.org"
    assert "no-store" in answer["Cache-Control"]
    assert by_code(boris).get(f"/accounts/data/archive/{archive.public_id}/").status_code == 404
    assert client.post("/accounts/data/archive/")["Location"] == "/accounts/data/?done=often"


def test_codes_of_letters_are_not_in_the_archive(anna):
    with guard.transaction.atomic():
        letter = queue("people.sign_in_code", to=anna.email, key="k", person=anna, data={"code": "1234-5678", "link": "/x/"})
    Letter.objects.filter(pk=letter.pk).update(text="1234-5678")
    everything = json.dumps([source.export(anna).data for source in sources()], default=str)
    assert "1234-5678" not in everything


def test_export_erasure_address_and_password_need_a_fresh_sign_in(client, anna):
    client.force_login(anna)
    for path in ("/accounts/data/archive/", "/accounts/data/erase/", "/accounts/email/", "/accounts/password/"):
        assert client.get(path)["Location"].startswith("/accounts/again/?next=")
    client.post("/accounts/again/", {"action": "send", "next": "/accounts/email/"})
    answer = client.post("/accounts/again/", {"code": newest_code(anna.email), "next": "/accounts/email/"})
    assert (answer["Location"], client.get("/accounts/email/").status_code) == ("/accounts/email/", 200)


def test_a_new_address_is_proved_by_a_code_and_ends_every_sign_in(by_code, anna):
    client, other = by_code(anna), by_code(anna)
    client.post("/accounts/email/", {"email": "Anna.New@example.org"})
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    client.post("/accounts/email/", {"code": newest_code("anna.new@example.org")})
    anna.refresh_from_db()
    assert anna.email == "anna.new@example.org"
    assert other.get("/accounts/profile/").status_code == 302
    assert Letter.objects.filter(kind="people.email_changed", to="anna@example.org").count() == 1


def test_the_address_of_another_person_is_not_taken(anna, boris):
    with pytest.raises(AddressTaken):
        change_email(anna, "boris@example.org")


def test_the_profile_is_corrected_and_the_region_is_not(by_code, anna):
    form = {
        "last_name": "Соловьёва",
        "first_name": "Анна",
        "phone": "8 (912) 345-67-89",
        "settlement": "с. Тулаш",
        "letter_language": "ru",
        "region": "RU-PER",
    }
    client = by_code(anna)
    assert client.post("/accounts/profile/", form).status_code == 302
    anna.refresh_from_db()
    assert (anna.phone, anna.settlement, anna.region.code) == ("+79123456789", "с. Тулаш", "RU-KIR")
    assert anna.organisation is None
    client.post("/accounts/profile/", form | {"organisation_name": "Фонд «Общее поле»"})
    anna.refresh_from_db()
    assert (anna.organisation.name, anna.organisation.status) == ("Фонд «Общее поле»", "proposed")
    assert client.post("/accounts/profile/", form | {"phone": "12345"}).status_code == 422


def test_three_days_to_think_and_thinking_better_of_it(by_code, anna):
    client = by_code(anna)
    assert "Останется" in client.get("/accounts/data/erase/").content.decode()
    client.post("/accounts/data/erase/")
    assert erase_who_asked() == 0
    client.post("/accounts/data/keep/")
    ErasureRequest.objects.update(due_at=timezone.now())
    assert erase_who_asked() == 0
    anna.refresh_from_db()
    assert anna.erased_at is None


def test_36_after_erasure_nothing_personal_is_left(by_code, anna, boris, settings):
    client = by_code(anna)
    client.post("/accounts/data/archive/")
    path = DataArchive.objects.get().file.path
    open_contacts(anna, by=boris)
    client.post("/accounts/data/erase/")
    ErasureRequest.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert erase_who_asked() == 1
    assert forget_last_addresses() == 0
    Letter.objects.filter(kind="people.erased").update(state="sent")
    assert forget_last_addresses() == 1
    for word in ("anna@example.org", "Соловьёва", "соловьева"):
        assert found_in_database(word) == []
    anna.refresh_from_db()
    assert (str(anna), anna.is_active, anna.erased_at is not None) == ("Удалённый участник", False, True)
    act = ErasureAct.objects.get()
    assert (act.user, act.reason) == (anna, "Просьба человека")
    journal = erasure.journal_path().read_text()
    assert (anna.public_id in journal, "anna@example.org" in journal) == (True, False)
    with pytest.raises(FileNotFoundError):
        Path(path).stat()
    assert client.get("/accounts/profile/").status_code == 302


def found_in_database(word: str) -> list[str]:
    """Names of columns where the word still stands, of all tables."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            for field in model._meta.local_concrete_fields:
                column, table = connection.ops.quote_name(field.column), connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE CAST({column} AS TEXT) LIKE %s", [f"%{word}%"])
                if cursor.fetchone()[0]:
                    found.append(f"{model._meta.label}.{field.name}")
    return found


def test_a_restored_copy_is_erased_anew_by_the_journal(anna):
    erasure.write_journal(anna.public_id, "2026-0001", timezone.now(), "Просьба человека")
    call_command("erase_person", "--replay")
    anna.refresh_from_db()
    assert anna.erased_at is not None


def test_the_command_shows_first_and_erases_with_yes(anna, capsys):
    call_command("erase_person", "anna@example.org")
    assert "Ничего не стёрто" in capsys.readouterr().out
    call_command("erase_person", "anna@example.org", "--yes")
    assert ErasureAct.objects.count() == 1


def test_staff_are_not_erased(boris, by_code):
    with pytest.raises(erasure.ErasureRefused):
        erasure.erase_person(boris, by=None, reason="Так")
    by_code(boris).post("/accounts/data/erase/")
    assert ErasureRequest.objects.count() == 0


def test_who_never_said_the_name_is_gone_after_24_hours(client, db):
    client.post("/accounts/login/", {"email": "passer@example.org"})
    assert forget_nameless() == 0
    User.objects.update(date_joined=timezone.now() - timedelta(hours=25))
    assert forget_nameless() == 1
    assert (User.objects.count(), Letter.objects.count()) == (0, 0)


def test_a_dictated_card_nobody_used_goes_with_its_person_after_72_hours(boris):
    answers = {
        "last_name": "Лыкова",
        "first_name": "Пелагея",
        "phone": "+79123456789",
        "region": Region.objects.get(code="RU-KIR"),
    }
    person = add_participant(answers, by=boris)
    issue_card(person, by=boris, kind=CodeCard.Kind.DICTATED)
    User.objects.filter(pk=person.pk).update(date_joined=timezone.now() - timedelta(hours=48))
    assert forget_nameless() == 0
    CodeCard.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert forget_nameless() == 1
    assert found_in_database("Лыкова") == found_in_database("+79123456789") == []
    assert forget_nameless() == 0


def test_archives_and_old_links_are_forgotten(anna, client):
    client.post("/accounts/login/", {"email": anna.email})
    row = archives.make_archive(anna)
    DataArchive.objects.update(expires_at=timezone.now())
    assert forget_traces()["archives"] == 1
    with pytest.raises(FileNotFoundError):
        Path(row.file.path).stat()


def test_two_years_asleep_a_letter_then_thirty_days(anna):
    User.objects.filter(pk=anna.pk).update(last_login=timezone.now() - timedelta(days=740))
    assert warn_and_erase_asleep() == {"warned": 1, "erased": 0}
    assert warn_and_erase_asleep() == {"warned": 0, "erased": 0}
    Letter.objects.filter(kind="people.asleep").update(created_at=timezone.now() - timedelta(days=31))
    assert warn_and_erase_asleep() == {"warned": 0, "erased": 1}


def test_sign_out_everywhere_ends_the_other_browser(by_code, anna):
    here, there = by_code(anna), by_code(anna)
    assert here.get("/accounts/security/").content.decode().count("<li><div>") == 2
    assert here.post("/accounts/security/everywhere/")["Location"] == "/accounts/login/?why=everywhere"
    assert there.get("/accounts/profile/").status_code == 302


def test_a_password_is_set_and_this_browser_stays(by_code, anna):
    here, there = by_code(anna), by_code(anna)
    short = here.post("/accounts/password/", {"password": "коротко", "again": "коротко"})
    assert short.status_code == 422
    assert here.post("/accounts/password/", {"password": "семь раз отмерь", "again": "семь раз отмерь"}).status_code == 302
    assert (here.get("/accounts/profile/").status_code, there.get("/accounts/profile/").status_code) == (200, 302)


def test_guests_come_to_the_door(db):
    for path in ("profile", "security", "consents", "data", "data/archive", "data/erase", "email", "password", "again"):
        assert Client().get(f"/accounts/{path}/")["Location"].startswith("/accounts/login/?next=")


def test_what_would_be_forgotten_is_counted_and_what_was_is_journalled(client, db, capsys, settings):
    client.post("/accounts/login/", {"email": "passer@example.org"})
    User.objects.update(date_joined=timezone.now() - timedelta(hours=25))
    call_command("forget", "--dry-run")
    assert "Без имени: 1" in capsys.readouterr().out
    assert User.objects.count() == 1
    call_command("forget")
    line = json.loads((Path(settings.JOURNAL_ROOT) / "retention.jsonl").read_text().splitlines()[-1])
    assert (User.objects.count(), line["nameless"]) == (0, 1)
