"""Joint sessions: own people only, lessons only, a double press is one, undoing takes back only what was brought."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.mail.kinds import kind_of
from core.models import Entry, Letter
from school.models import (
    ActivityProgress,
    Group,
    JointMark,
    JointSession,
    LearningEvent,
    MentorAssignment,
    RunItem,
    SessionSheet,
)
from school.services.enrolling import enrol
from school.services.learning import complete_lesson
from school.services.results import results_of
from school.services.sessions import Held, hold_session, lessons_for, people_for, undo_session
from tests.cast import make_person
from tests.factories.files import picture, upload
from tests.factories.people import consent_document
from tests.factories.school import assignment, bank, course, quiz, run_of

DAY = date(2026, 10, 12)


@pytest.fixture
def run(db):
    consent_document("school")
    page = course()
    quiz(page, bank())
    assignment(page)
    return run_of(page)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def held(run, people, count=2, **more) -> Held:
    return Held(more.pop("day", timezone.localdate()), "Библиотека", lessons_for(run)[:count], people, uuid.uuid4(), **more)


def posted(run, people, **more) -> dict:
    return {
        "held_on": timezone.localdate().isoformat(),
        "place": "Библиотека",
        "items": [item.pk for item in lessons_for(run)[:2]],
        "people": [row.public_id for row in people],
        "submit_key": str(uuid.uuid4()),
    } | more


def test_fourteen_people_are_marked_from_a_list_after_a_check_page(client, run, boris):
    people = [enrol(run, make_person(f"p{n}@example.org", f"Жителев{n:02}", "Иван", "KIR")) for n in range(14)]
    client.force_login(boris)
    address = f"/school/sessions/new/{run.code}/"
    page = text(client.get(address))
    assert page.index("Жителев00") < page.index("Жителев13")
    data = posted(run, people)
    check = text(client.post(address, data))
    assert "Отметить 14 человек" in check
    assert JointSession.objects.count() == 0
    client.post(address, data | {"act": "mark"})
    client.post(address, data | {"act": "mark"})
    session = JointSession.objects.get()
    assert ActivityProgress.objects.filter(source="group_session", state="completed").count() == 28
    assert Letter.objects.filter(kind="school.marked_on_session").count() == 14
    assert "Жителев13" in text(client.get(f"/school/sessions/{session.public_id}/"))


def test_quizzes_and_works_are_never_offered_nor_taken(client, run, boris, anna):
    row = enrol(run, anna)
    kinds = {item.activity.kind for item in lessons_for(run)}
    assert kinds == {"lesson"}
    client.force_login(boris)
    quiz_item = RunItem.objects.get(run=run, activity__kind="quiz")
    answer = client.post(f"/school/sessions/new/{run.code}/", posted(run, [row], items=[quiz_item.pk], act="mark"))
    assert answer.status_code == 422
    assert not JointMark.objects.exists()


def test_only_own_people_are_listed_and_nobody_marks_oneself(client, run, anna, boris, vera, dmitry):
    hers, his = enrol(run, anna), enrol(run, boris)
    assert people_for(boris, run) == [hers]
    assert people_for(vera, run) == []
    assert people_for(dmitry, run) == []
    MentorAssignment.objects.create(group=Group.objects.get(run=run), user=dmitry)
    assert people_for(dmitry, run) == [his, hers]
    client.force_login(boris)
    answer = client.post(f"/school/sessions/new/{run.code}/", posted(run, [hers, his], act="mark"))
    assert answer.status_code == 422
    client.force_login(vera)
    assert client.post(f"/school/sessions/new/{run.code}/", posted(run, [hers], act="mark")).status_code == 404
    assert not ActivityProgress.objects.exists()


def test_results_say_where_the_mark_came_from(client, run, anna, boris):
    hold_session(run, held(run, [enrol(run, anna)], day=DAY), by=boris)
    client.force_login(anna)
    row = anna.enrolments.get()
    assert "Отмечено на занятии 12.10.2026, Борис Ильич" in text(client.get(f"/school/{row.public_id}/results/"))


def test_undo_takes_back_only_what_it_brought(run, anna, boris):
    row = enrol(run, anna)
    first, second = lessons_for(run)[:2]
    complete_lesson(row, first, actor=anna)
    session = hold_session(run, held(run, [row]), by=boris)
    assert JointMark.objects.filter(event__isnull=True).get().item == first
    assert undo_session(session, by=boris) == 1
    assert undo_session(session, by=boris) == 0
    states = {line.line.item.pk: line.line.done for _title, lines in results_of(row).modules for line in lines}
    assert (states[first.pk], states[second.pk]) == (True, False)
    assert Entry.objects.filter(verb="session_undone", person=anna).count() == 1


def test_what_was_passed_after_the_session_outlives_its_undoing(run, anna, boris):
    """A second session of another day has marked the lesson too: undoing the first leaves it passed."""
    row = enrol(run, anna)
    first = hold_session(run, held(run, [row], 1), by=boris)
    lesson = lessons_for(run)[0]
    again = hold_session(run, held(run, [row], 1), by=boris)
    assert JointMark.objects.get(session=again).event is None
    undo_session(first, by=boris)
    assert not ActivityProgress.objects.filter(enrolment=row, activity=lesson.activity).exists()
    complete_lesson(row, lesson, actor=anna)
    assert ActivityProgress.objects.get(enrolment=row, activity=lesson.activity).source == "self"


def test_who_left_meanwhile_is_not_marked(run, anna, boris):
    row = enrol(run, anna)
    told = held(run, [row])
    type(row).objects.filter(pk=row.pk).update(status="withdrawn")
    hold_session(run, told, by=boris)
    assert not LearningEvent.objects.filter(source="group_session").exists()


def test_a_colleague_of_another_region_sees_nothing_of_it(client, run, anna, boris, vera):
    session = hold_session(run, held(run, [enrol(run, anna)]), by=boris)
    client.force_login(vera)
    for tail in ("", "undo/", "sheets/"):
        send = client.post if tail else client.get
        assert send(f"/school/sessions/{session.public_id}/{tail}").status_code == 404
    assert JointSession.objects.get().undone_at is None


def test_undo_on_the_screen(client, run, anna, boris):
    session = hold_session(run, held(run, [enrol(run, anna)]), by=boris)
    client.force_login(boris)
    page = client.post(f"/school/sessions/{session.public_id}/undo/", follow=True)
    assert "Отметки отменены" in text(page)
    assert not ActivityProgress.objects.exists()
    assert Letter.objects.get(kind="school.marked_on_session").state == "queued"


def test_the_letter_is_not_sent_after_the_marks_were_taken_back(run, anna, boris):
    session = hold_session(run, held(run, [enrol(run, anna)]), by=boris)
    letter = Letter.objects.get(kind="school.marked_on_session")
    assert "Что такое фонд" in kind_of(letter.kind).make(letter).text
    undo_session(session, by=boris)
    assert kind_of(letter.kind).make(letter) is None


def test_a_photo_of_the_signed_sheet(client, run, anna, boris, galina):
    session = hold_session(run, held(run, [enrol(run, anna)]), by=boris)
    client.force_login(boris)
    address = f"/school/sessions/{session.public_id}/sheets/"
    assert client.post(address, {"file": upload("лист.exe", b"MZ")}).status_code == 422
    client.post(address, {"file": upload("лист.png", picture("PNG"))})
    sheet = SessionSheet.objects.get()
    answer = client.get(f"{address}{sheet.public_id}/")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    for stranger in (anna, galina):
        client.force_login(stranger)
        assert client.get(f"{address}{sheet.public_id}/").status_code == 404


def test_a_day_that_has_not_come_is_refused(client, run, anna, boris):
    row = enrol(run, anna)
    client.force_login(boris)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = client.post(f"/school/sessions/new/{run.code}/", posted(run, [row], held_on=tomorrow, act="mark"))
    assert "не позже сегодняшнего" in text(answer)


def test_the_list_costs_the_same_for_one_and_thirty(client, run, boris, django_assert_max_num_queries):
    enrol(run, make_person("p@example.org", "Жителев", "Иван", "KIR"))
    client.force_login(boris)
    client.get(f"/school/sessions/new/{run.code}/")
    for n in range(30):
        enrol(run, make_person(f"p{n}@example.org", f"Жителев{n:02}", "Иван", "KIR"))
    with django_assert_max_num_queries(12):
        client.get(f"/school/sessions/new/{run.code}/")
