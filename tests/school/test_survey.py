"""The survey after a course: once, without a name, read from five answers on."""

import io
import re

import pytest
from openpyxl import load_workbook

from core.mail.queue import queue
from core.models import Entry, Letter
from core.models.letters import Urgency
from school.emails.survey import survey_asked
from school.models import Enrolment, SurveyAnswer, SurveyTicket
from school.services.enrolling import enrol
from school.services.reminders import switch
from school.services.survey import AlreadyAnswered, answer_survey, questions_for
from tests.factories.certificates import graduate
from tests.factories.people import consent_document, people_of
from tests.factories.school import course, run_of
from tests.factories.surveys import BEST, HOW, MARK, MORE, OPTIONS, add_survey

SAID = {f"q-{MARK}": "5", f"q-{BEST}": OPTIONS[0], f"q-{HOW}": "yes", f"q-{MORE}": "Второе задание"}


@pytest.fixture
def run(db):
    consent_document("school")
    page = course()
    add_survey(page)
    return run_of(page)


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def address(enrolment) -> str:
    return f"/school/{enrolment.public_id}/survey/"


def answers_of(run, count: int) -> None:
    """So many graduates answer."""
    questions = questions_for(run.course.page)
    for number, user in enumerate(people_of("KIR", count)):
        answer_survey(graduate(run, user), questions, {MARK: 1 + number % 5, BEST: OPTIONS[number % 2]})


def test_an_empty_sheet_is_no_answer(client, run, anna):
    page = run.course.page
    page.survey = [(one.block_type, one.value | {"required": False}) for one in page.survey]
    page.save_revision().publish()
    enrolment = graduate(run, anna)
    client.force_login(anna)
    answer = client.post(address(enrolment), {})
    assert (answer.status_code, "Ответьте хотя бы на один вопрос" in text(answer)) == (422, True)
    assert (SurveyAnswer.objects.count(), SurveyTicket.objects.get().used_at) == (0, None)


def test_a_graduate_answers_once_and_is_thanked(client, run, anna):
    enrolment = graduate(run, anna)
    client.force_login(anna)
    page = client.get(address(enrolment))
    assert "Пригодится ли вам курс?" in text(page)
    assert "Если на вопрос «Было ли что-то лишнее?» вы ответили «Да»." in text(page)
    assert page["Cache-Control"] == "private, no-cache"
    assert client.post(address(enrolment), {}).status_code == 422
    assert client.post(address(enrolment), SAID).url == address(enrolment)
    assert "Спасибо за ответ" in text(client.get(address(enrolment)))
    client.post(address(enrolment), SAID)
    answer = SurveyAnswer.objects.get()
    assert answer.answers == {MARK: 5, BEST: OPTIONS[0], HOW: "yes", MORE: "Второе задание"}
    assert answer.questions[0]["text"] == "Пригодится ли вам курс?"


def test_a_second_tab_stores_nothing_more(run, anna):
    enrolment, questions = graduate(run, anna), questions_for(run.course.page)
    answer_survey(enrolment, questions, {MARK: 5})
    with pytest.raises(AlreadyAnswered):
        answer_survey(enrolment, questions, {MARK: 1})
    assert [row.answers for row in SurveyAnswer.objects.all()] == [{MARK: 5}]


def test_nothing_joins_the_answer_and_the_person(run, anna):
    """No link, no moment, no order, no history row."""
    enrolment = graduate(run, anna)
    before = Entry.objects.count()
    answer_survey(enrolment, questions_for(run.course.page), {MARK: 5})
    links = {field.related_model for field in SurveyAnswer._meta.get_fields() if field.is_relation}
    assert {model._meta.label for model in links} == {"school.CourseRun"}
    assert not any(
        "surveyanswer" in str(one.name) for one in Enrolment._meta.related_objects + SurveyTicket._meta.related_objects
    )
    kinds = {type(field).__name__ for field in SurveyAnswer._meta.fields}
    assert "DateTimeField" not in kinds
    assert type(SurveyAnswer._meta.pk).__name__ == "UUIDField"
    ticket = SurveyTicket.objects.get()
    assert (ticket.used_at.month, ticket.used_at.day) == (1, 1)
    assert Entry.objects.count() == before


def test_tickets_are_there_before_anybody_answers(run, anna, boris):
    first, second = graduate(run, anna), graduate(run, boris)
    assert set(SurveyTicket.objects.values_list("enrolment", flat=True)) == {first.pk, second.pk}


def test_a_survey_added_later_gets_tickets_for_all_at_once(db, anna, boris):
    consent_document("school")
    run = run_of(course())
    first, second = graduate(run, anna), graduate(run, boris)
    assert SurveyTicket.objects.count() == 0
    page = add_survey(run.course.page)
    answer_survey(Enrolment.objects.get(pk=second.pk), questions_for(page), {MARK: 4})
    assert dict(SurveyTicket.objects.values_list("enrolment", "used_at__month")) == {first.pk: None, second.pk: 1}


def test_only_who_completed_the_course_is_asked(client, run, anna, boris):
    enrolment = enrol(run, anna)
    client.force_login(anna)
    assert client.get(address(enrolment)).status_code == 404
    done = graduate(run, boris)
    assert client.get(address(done)).status_code == 404  # another person's
    client.logout()
    assert client.get(address(done)).url.startswith("/accounts/login/")


def test_a_course_without_a_survey_has_no_such_page(client, db, anna):
    consent_document("school")
    enrolment = graduate(run_of(course()), anna)
    client.force_login(anna)
    assert client.get(address(enrolment)).status_code == 404


def test_onward_leads_to_the_survey_and_then_past_it(client, run, anna):
    enrolment = graduate(run, anna)
    client.force_login(anna)
    onward = f"/school/courses/{run.course_id}/next/"
    assert client.get(onward).url == address(enrolment)
    client.post(address(enrolment), SAID)
    assert client.get(onward).url != address(enrolment)


def test_fewer_than_five_answers_are_not_shown(client, run, zhanna):
    answers_of(run, 4)
    client.force_login(zhanna)
    desk = "/school/desk/surveys/svoy-temp/"
    assert "Итоги откроются, когда соберётся 5 ответов" in text(client.get(desk))
    assert "в среднем" not in text(client.get(desk))
    assert client.get(desk + "?format=xlsx")["Content-Type"].startswith("text/html")


def test_five_answers_are_counted_without_names(client, run, zhanna):
    answers_of(run, 5)
    client.force_login(zhanna)
    page = text(client.get("/school/desk/surveys/svoy-temp/"))
    assert "в среднем 3" in page
    assert re.search(r"Уроки</th><td class=\"r\">3</td><td class=\"r\">60 %", page)
    assert "Участников" not in page
    book = load_workbook(io.BytesIO(client.get("/school/desk/surveys/svoy-temp/?format=xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == ("Пригодится ли вам курс?", "Что было полезнее?", "Было ли что-то лишнее?", "Что лишнее?")
    assert sorted(row[0] for row in rows[1:]) == [1, 2, 3, 4, 5]
    assert Entry.objects.filter(verb="exported", kind="school.survey").count() == 1
    assert "5 ответов" in text(client.get("/school/desk/surveys/"))


@pytest.mark.parametrize("name", ["anna", "boris", "dmitry", "egor", "galina", "zoya"])
def test_only_the_school_reads_the_results(client, run, request, name):
    answers_of(run, 5)
    client.force_login(request.getfixturevalue(name))
    for path in ("/school/desk/surveys/", "/school/desk/surveys/svoy-temp/"):
        assert client.get(path).status_code == 404


def test_results_cost_the_same_for_5_and_30_answers(client, run, zhanna, django_assert_max_num_queries):
    answers_of(run, 30)
    client.force_login(zhanna)
    with django_assert_max_num_queries(12):
        client.get("/school/desk/surveys/svoy-temp/")


def test_the_letter_asks_with_the_address_and_stays_silent_afterwards(run, anna):
    enrolment = graduate(run, anna)
    queue("school.survey_asked", enrolment, to=anna.email, key="one", person=anna)
    letter = Letter.objects.get(kind="school.survey_asked")
    asked = survey_asked(letter)
    assert asked.subject == "Как вам курс «Фонд: с чего начать»?"
    assert address(enrolment) in asked.text
    assert address(enrolment) in asked.html
    answer_survey(enrolment, questions_for(run.course.page), {MARK: 5})
    assert survey_asked(letter) is None


def test_the_letter_stays_silent_for_who_wants_no_reminders_and_when_the_survey_is_taken_away(run, anna):
    enrolment = graduate(run, anna)
    letter = queue("school.survey_asked", enrolment, to=anna.email, key="one", person=anna)
    assert (letter.urgency, survey_asked(letter) is None) == (Urgency.REMINDER, False)
    switch(anna, on=False)
    assert survey_asked(letter) is None
    switch(anna, on=True)
    page = run.course.page
    page.survey = []
    page.save()
    assert survey_asked(letter) is None
