"""A manager puts a village on a course: a list, a call with a dictated code, first lesson, a request for time, the report."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people.models import User
from school.models import Enrolment, RunItem
from tests.factories.files import upload
from tests.factories.people import consent_document
from tests.factories.regions import region
from tests.factories.school import course, run_of


@pytest.fixture
def run(db):
    consent_document("school")
    return run_of(course())


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def test_from_a_list_and_a_call_to_the_first_lesson_and_the_report(run, zhanna, boris):
    manager, coordinator = signed_in(zhanna), signed_in(boris)
    assert "/school/desk/" in text(coordinator.get("/dashboard/"))

    body = "ФИО;Почта;Регион\nНовикова Инна Олеговна;inna@example.org;Кировская область\n".encode()
    preview = manager.post("/school/desk/runs/svoy-temp/list/", {"table": upload("село.csv", body), "agreed": "on"}, follow=True)
    assert "новый человек, пригласим" in text(preview)
    manager.post(preview.redirect_chain[-1][0], {"act": "load"})

    said = {"last_name": "Попова", "first_name": "Зинаида", "contact": "89123456789", "region": region("KIR").pk, "agreed": "on"}
    dictated = text(coordinator.post("/school/desk/runs/svoy-temp/add/new/", said))
    code = re.search(r"\d{4} \d{4} \d{4}", dictated)[0]

    zina = Client()
    zina.post("/accounts/card/", {"code": code, "surname": "Попова"}, follow=True)
    person = User.objects.get(last_name="Попова")
    met = {"last_name": "Попова", "first_name": "Зинаида", "region": "RU-KIR", "agree": "on"}
    assert zina.post("/accounts/welcome/", met).status_code == 302
    assert "Подтвердить место" in text(zina.get("/dashboard/"))
    assert "Подтвердить место" in text(zina.get("/school/"))
    zina.post("/school/runs/svoy-temp/enrol/", {"consent": "on"})
    row = Enrolment.objects.get(user=person)
    assert row.status == "active"
    lesson = RunItem.objects.filter(run=run).first().activity_id
    assert zina.post(f"/school/lessons/{lesson}/done/").status_code == 302

    page = text(coordinator.get("/school/desk/runs/svoy-temp/"))
    assert "Новикова Инна Олеговна" in page
    assert "1 из 3" in page
    second = RunItem.objects.filter(run=run)[1].pk
    wish = {"item": second, "why": "own", "words": "Нет связи", "until": timezone.localdate() + timedelta(days=7)}
    coordinator.post(f"/school/desk/learners/{row.public_id}/time/", wish)
    assert row.extension_requests.get().asked_by == boris

    totals = text(manager.get("/school/desk/totals/"))
    assert "Кировская область" in totals
    assert "2 записи" in totals
