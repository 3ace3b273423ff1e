"""«Сообщить о наборе»: asked once, told once when enrolment opens, taken back; nobody is left with a closed door."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.mail.kinds import kind_of
from core.models import Entry, Letter
from people.models import User
from people.personal import sources
from school.models import CoursePage, CourseRun, RunNewsRequest
from school.services.enrolling import enrol
from school.services.run_moves import cancel_run
from school.services.run_news import ask, tell_all
from school.services.runs import create_run, open_run
from tests.cast import make_person
from tests.factories.people import consent_document
from tests.factories.school import course, run_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def page(db: None) -> CoursePage:
    consent_document("school")
    page = course()
    run_of(page, code="zakryt", enrol_closes=timezone.now() - DAY)
    return page


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def address(page: CoursePage) -> str:
    return f"/school/courses/{page.translation_key}/news/"


def opened(page: CoursePage) -> CourseRun:
    return run_of(page, code="vesna", enrol_opens=timezone.now() - DAY)


def test_a_visitor_is_led_through_the_door_and_asks_with_one_press(page, client, anna):
    assert f'href="{address(page)}"' in client.get(page.url).content.decode()
    assert "/accounts/login/" in client.get(address(page)).url
    assert RunNewsRequest.objects.count() == 0
    client = signed_in(anna)
    assert "Сообщите мне" in text(client.get(address(page)))
    assert RunNewsRequest.objects.count() == 0
    for _twice in range(2):
        assert client.post(address(page), {"act": "ask"}).status_code == 302
    row = RunNewsRequest.objects.get()
    assert (row.user, row.course_key, row.closed_at) == (anna, page.translation_key, None)
    assert Entry.objects.about(row).count() == 1
    assert "Вы просили сообщить" in text(client.get(address(page)))
    client.post(address(page), {"act": "stop"})
    assert RunNewsRequest.objects.get().closed_at is not None
    assert "Сообщите мне" in text(client.get(address(page)))


def test_one_letter_when_enrolment_opens_and_none_after(page, anna, vera):
    row = ask(anna, page.translation_key)
    assert (tell_all(), Letter.objects.count()) == (0, 0)
    run = opened(page)
    assert (tell_all(), tell_all()) == (1, 0)
    letter = Letter.objects.get(kind="school.enrolment_opened")
    assert (letter.to, letter.person, letter.about_key) == (anna.email, anna, row.public_id)
    row.refresh_from_db()
    assert row.told_of == run
    ask(vera, page.translation_key)
    assert tell_all() == 1


def test_the_clock_opens_enrolment_and_lists_do_not(page, anna):
    ask(anna, page.translation_key)
    run_of(page, code="spisok", admission="list")
    later = run_of(page, code="potom", enrol_opens=timezone.now() + DAY)
    assert tell_all() == 0
    CourseRun.objects.filter(pk=later.pk).update(enrol_opens=timezone.now())
    assert tell_all() == 1


def test_who_has_enrolled_meanwhile_gets_no_letter(page, anna):
    row = ask(anna, page.translation_key)
    enrol(opened(page), anna)
    assert tell_all() == 0
    row.refresh_from_db()
    assert (row.closed_at is None, row.told_of) == (False, None)


def test_a_run_cancelled_before_the_letter_left_is_not_told(page, anna, zhanna):
    ask(anna, page.translation_key)
    run = opened(page)
    tell_all()
    letter = Letter.objects.get(kind="school.enrolment_opened")
    assert f"/school/runs/{run.code}/enrol/" in kind_of(letter.kind).make(letter).text
    cancel_run(run, by=zhanna, reason="Нет группы")
    assert kind_of(letter.kind).make(letter) is None


def test_open_enrolment_leads_to_the_course(page, anna):
    opened(page)
    client = signed_in(anna)
    answer = client.post(address(page), {"act": "ask"}, follow=True)
    assert "Запись уже открыта" in text(answer)
    assert RunNewsRequest.objects.count() == 0
    assert address(page) not in client.get(page.url).content.decode()


def test_the_database_holds_one_open_request(anna, page):
    ask(anna, page.translation_key)
    with pytest.raises(IntegrityError), transaction.atomic():
        RunNewsRequest.objects.create(user=anna, course_key=page.translation_key)


def test_it_is_told_exported_and_erased(anna, page):
    ask(anna, page.translation_key)
    source = next(one for one in sources() if one.name == "school")
    assert source.export(anna).data["asked_about_runs"][0]["course"] == str(page.translation_key)
    source.erase(anna, False)
    assert RunNewsRequest.objects.count() == 0


def test_without_a_mailbox_it_becomes_a_call(page):
    ivan = make_person(None, "Глухов", "Иван", "KIR", phone="+79121112233")
    ask(ivan, page.translation_key)
    opened(page)
    assert tell_all() == 1
    assert Letter.objects.get(kind="school.enrolment_opened").to == ""


def test_a_self_paced_run_gives_certificates_by_itself_and_has_one_group(page, zhanna):
    open_run(create_run(page, code="sam", title="Сам", self_paced=True))
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRun.objects.filter(code="sam").update(certificate="hand")
    client = signed_in(zhanna)
    answer = client.post(reverse("run:groups", args=["sam"]), {"all": "1"}, follow=True)
    assert "одна группа, «Общая»" in text(answer)
    assert CourseRun.objects.get(code="sam").groups.count() == 1
