"""Runs on the screens of the admin: who gets in, what is typed, what is said."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.models import Letter
from school.models import CoursePage, CourseRun, Question, QuizSlot
from school.services.enrolling import enrol
from school.services.rubrics import create_rubric
from school.services.runs import create_run
from tests.factories.people import consent_document
from tests.factories.school import assignment, bank, course, quiz, run_of, school
from tests.school.running import CRITERIA, items_of, said, typed

pytestmark = pytest.mark.django_db
LIST_COST = 14


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course(), code="potok")


@pytest.fixture
def author(client: Client, zhanna) -> Client:
    client.force_login(zhanna)
    return client


def run_form(**more: object) -> dict:
    usual = {"title": "Весенний поток", "zone": "Europe/Moscow", "admission": "open", "certificate": "auto", "review_days": "5"}
    return usual | {"starts_0": "2027-03-01", "starts_1": "10:00"} | more


def test_runs_and_rubrics_are_for_methodologists_and_administrators(run, request):
    rubric = create_rubric(title="Паспорт", note="", criteria=CRITERIA, by=request.getfixturevalue("zhanna"))
    at, page = [run.code], run.course.page
    addresses = [
        *(reverse(f"run:{name}") for name in ("index", "add")),
        *(
            reverse(f"run:{name}", args=at)
            for name in ("card", "change", "copy", "cancel", "programme", "shift", "update", "groups")
        ),
        reverse("run:module", args=[run.code, 1]),
        reverse("run:retire", args=[run.code, items_of(run)[0].pk]),
        reverse("run:group", args=[run.code, run.groups.get().public_id]),
        *(reverse(f"rubric:{name}") for name in ("index", "add")),
        *(reverse(f"rubric:{name}", args=[rubric.pk]) for name in ("card", "change")),
        reverse("school_preview", args=[page.pk]),
    ]
    got = {}
    for name in ("zhanna", "irina", "egor", "boris", "zoya", "dmitry", "anna"):
        browser = Client()
        browser.force_login(request.getfixturevalue(name))
        got[name] = {browser.get(address).status_code for address in addresses}
        browser.post(reverse("run:card", args=at), {"archive": "1"})
        assert (CourseRun.objects.get().status == "archived") is (name in {"zhanna", "irina"})
        CourseRun.objects.update(status="open")
    assert (got["zhanna"], got["irina"]) == ({200}, {200})
    assert all(200 not in codes for name, codes in got.items() if name not in {"zhanna", "irina"})


def test_editors_choose_questions_for_a_quiz_and_coordinators_read_none(db, request):
    bank(2)
    address = reverse("question_chooser:choose_results") + "?q=вопрос"
    got = {}
    for name in ("zhanna", "egor", "boris", "zoya"):
        browser = Client()
        browser.force_login(request.getfixturevalue(name))
        answer = browser.get(address)
        got[name] = (answer.status_code, "Вопрос про single 2" in answer.content.decode())
    assert got == {"zhanna": (200, True), "egor": (200, True), "boris": (302, False), "zoya": (302, False)}


def test_a_quiz_is_edited_with_a_chooser_and_not_a_list_of_all_questions(author, db):
    page = quiz(course(), bank(30))
    text = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Выбрать вопрос" in text
    assert "Вопрос про single 17" not in text


def test_a_chosen_question_leads_to_its_card_and_so_do_runs_and_rubrics(author, egor, run, zhanna):
    page = quiz(run.course.page, bank(2))
    question = Question.objects.first()
    page.slots.add(QuizSlot(question=question))
    page.save_revision().publish()
    card = reverse("question:card", args=[question.public_id])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = author.get(edit).content.decode()
    assert (card in shown, "Открыть вопрос" in shown) == (True, True)
    author.force_login(egor)
    assert author.get(card).status_code == 302  # an editor reads no keys, so no link leads there
    shown = author.get(edit)
    assert (shown.status_code, card in shown.content.decode()) == (200, False)
    assert "Открыть вопрос" not in shown.content.decode()
    chosen = author.get(reverse("question_chooser:chosen", args=[question.pk])).json()
    assert (chosen["step"], chosen["result"]["edit_url"]) == ("chosen", None)
    rubric = create_rubric(title="Паспорт", note="", criteria=CRITERIA, by=zhanna)
    found = AdminURLFinder(zhanna)
    assert found.get_edit_url(run) == reverse("run:card", args=[run.code])
    assert found.get_edit_url(rubric) == reverse("rubric:card", args=[rubric.pk])


def test_an_editor_is_led_to_no_rubric(author, egor, zhanna, db):
    rubric = create_rubric(title="Паспорт", note="", criteria=CRITERIA, by=zhanna)
    page = assignment(course(), rubric=rubric)
    author.force_login(egor)
    shown = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (shown.status_code, "/school/rubrics/" in shown.content.decode()) == (200, False)
    assert author.get(reverse("rubric:card", args=[rubric.pk])).status_code == 302
    assert AdminURLFinder(egor).get_edit_url(rubric) is None


@pytest.mark.parametrize("many", [5, 40])
def test_the_list_of_runs_costs_the_same_for_any_number(author, many):
    page = course()
    for number in range(many):
        create_run(page, code=f"potok-{number}", title=f"Поток {number}", self_paced=True)
    author.get(reverse("run:index"))
    with CaptureQueriesContext(connection) as spent:
        answer = author.get(reverse("run:index"))
    assert answer.status_code == 200
    assert len(spent) == LIST_COST


def test_the_list_tells_the_state_in_words_and_finds_by_course_whatever_the_case(author, run):
    create_run(run.course.page, code="osen", title="Осенний", self_paced=True)
    text = author.get(reverse("run:index") + "?q=ФОНД осён").content.decode()
    assert ("Осенний" in text, "В своём темпе" in text, "черновик" in text) == (True, False, True)
    text = author.get(reverse("run:index") + "?status=open").content.decode()
    assert ("идёт, запись открыта" in text, "Осенний" in text) == (True, False)


def test_a_run_is_made_opened_and_changed_on_its_own_clock(author, db):
    page = course()
    sent = run_form(course=page.pk, zone="Asia/Yekaterinburg", ends_0="2027-05-01", seats="30")
    answer = author.post(reverse("run:add"), sent)
    run = CourseRun.objects.get()
    assert answer.url == reverse("run:card", args=["fond-vesenniy-potok"])
    assert (run.status, run.starts.isoformat(), run.ends.isoformat()) == (
        "draft",
        "2027-03-01T05:00:00+00:00",
        "2027-05-01T18:59:00+00:00",
    )
    author.post(answer.url, {"open": "1"})
    screen = author.get(reverse("run:change", args=[run.code]))
    assert author.post(reverse("run:change", args=[run.code]), typed(screen.context["form"])).status_code == 302
    again = CourseRun.objects.get()
    assert (again.starts, again.ends, again.seats, again.status) == (run.starts, run.ends, 30, "open")


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"ends_0": "2027-02-01"}, "ends", "Окончание должно быть позже начала."),
        ({"enrol_opens_0": "2027-02-02", "enrol_closes_0": "2027-02-01"}, "enrol_closes",
         "Запись должна закрываться позже, чем открывается."),
        ({"self_paced": "on", "ends_0": "2027-05-01"}, "ends",
         "У потока «в своём темпе» окончания нет: уберите дату или отметку."),
        ({"seats": "0"}, "seats", "Убедитесь, что это значение больше либо равно 1."),
        ({"starts_0": "0001-01-01"}, "starts", "Проверьте год."),
        ({"starts_0": ""}, "starts", "Укажите день."),
        ({"code": "potok"}, "code", "Такой код уже есть у другого потока."),
        ({"code": "new"}, "code", "Это слово занято самим сайтом. Возьмите другое."),
        ({"title": ""}, "title", "Заполните это поле."),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_words_with_everything_typed(author, run, more, field, words):
    answer = author.post(reverse("run:add"), run_form(course=run.course.page.pk, **{"seats": "17"} | more))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [words]
    assert CourseRun.objects.count() == 1


def test_a_course_without_published_lessons_gets_no_run(author, db):
    page = school().add_child(instance=CoursePage(title="Пустой", slug="pustoy"))
    answer = author.post(reverse("run:add"), run_form(course=page.pk))
    assert answer.context["form"].errors["course"][0].startswith("В этом курсе нет опубликованных занятий.")


def test_an_open_run_keeps_its_first_day(author, run):
    CourseRun.objects.update(self_paced=False, starts="2027-03-01T07:00Z")
    answer = author.post(reverse("run:change", args=["potok"]), run_form(starts_0="", starts_1=""))
    assert answer.context["form"].errors["starts"] == ["Укажите начало: поток уже открыт, люди видят дату."]


def test_a_draft_without_a_date_is_sent_to_its_dates(author, run):
    create_run(run.course.page, code="bez-daty", title="Без даты")
    answer = author.post(reverse("run:card", args=["bez-daty"]), {"open": "1"}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("run:change", args=["bez-daty"])
    assert said(answer) == ["Сначала укажите начало потока: люди должны знать, когда он."]


def test_cancelling_says_how_many_and_asks_why(author, run, anna, boris):
    enrol(run, anna)
    enrol(run, boris)
    address = reverse("run:cancel", args=["potok"])
    assert "письмо получат: 2\u00a0человека" in author.get(address).content.decode()
    assert author.post(address, {"reason": " "}).status_code == 422
    assert CourseRun.objects.get().status == "open"
    answer = author.post(address, {"reason": "Нет преподавателя"}, follow=True)
    assert said(answer) == ["Поток отменён. Писем: 2."]
    assert Letter.objects.filter(kind="school.run_cancelled").count() == 2
    author.post(address, {"reason": "Ещё раз"})
    assert Letter.objects.filter(kind="school.run_cancelled").count() == 2


def test_a_copy_is_moved_by_its_first_day(author, run):
    CourseRun.objects.update(self_paced=False, starts="2027-03-01T20:00Z")  # 23:00 in Moscow, the same day
    answer = author.post(reverse("run:copy", args=["potok"]), {"title": "Осень", "starts": "2027-09-01"})
    fresh = CourseRun.objects.get(title="Осень")
    assert (answer.url, fresh.starts.isoformat()) == (reverse("run:card", args=[fresh.code]), "2027-09-01T20:00:00+00:00")
