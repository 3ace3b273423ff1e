"""A mentor's side of a quiz: free texts, late answers, voided attempts; a wrong key repaired; what may be published."""

from decimal import Decimal

import pytest
from django.test import Client

from core.mail.kinds import kind_of
from core.models import Entry, Letter
from school.models import Attempt, LearningEvent, MentorAssignment, QuestionVersion, QuizPage, QuizSlot, RunItem
from school.models.learning import Verb
from school.services.attempts import close_overdue
from school.services.attempts_remarking import ask_remarking, carry_on
from school.services.progress import Mark, record, settle
from school.states import ProgressState
from tests.cast import give_role, make_person
from tests.factories.school import bank, course
from tests.school.taking import Quiz, move_back, text


@pytest.fixture
def made(anna, dmitry, db):
    """Two free texts and two choices; Дмитрий is the mentor of Анна's group."""
    made = Quiz(anna, kinds=("single", "free_text"), questions=4, shuffle=False, attempts=2, time_limit=30)
    MentorAssignment.objects.create(group=made.enrolment.group, user=dmitry)
    return made


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def url_of(attempt, tail=""):
    return f"/school/mentor/answers/{attempt.public_id}/{tail}"


def texts_of(attempt):
    return list(attempt.responses.filter(version__question__kind="free_text").values_list("position", flat=True))


def given(attempt, score="1", comment="Хорошо", **more):
    return {f"{name}-{at}": value for at in texts_of(attempt) for name, value in (("score", score), ("comment", comment))} | more


def test_free_texts_wait_for_the_mentor_and_the_letter_tells_when_they_are_read(made, dmitry):
    attempt = made.take()
    assert (attempt.state, attempt.scaled, made.grade()) == ("in_review", None, None)
    assert made.progress().state == "in_progress"
    assert "Ответы у наставника" in text(made.client.get(f"/school/attempts/{attempt.public_id}/result/"))
    assert "Наставник ещё читает" in text(made.client.post(made.start_url, follow=True))
    mentor = browser(dmitry)
    page = text(mentor.get(url_of(attempt)))
    assert "Мой ответ своими словами" in page
    assert "тайна-2" in page  # the guide for whoever marks
    assert mentor.post(url_of(attempt), given(attempt, score="2", done="1")).status_code == 422  # 1 point at most
    assert mentor.post(url_of(attempt), given(attempt, score="0,5", done="1")).status_code == 302
    attempt.refresh_from_db()
    assert (attempt.state, attempt.scaled) == ("graded", Decimal("0.75"))
    assert (made.grade().scaled, made.grade().raw, made.grade().trust) == (Decimal("0.75"), 3, "mentor")
    assert (made.progress().state, made.progress().source) == ("passed", "mentor")
    letter = Letter.objects.get(kind="school.answers_graded")
    said = kind_of(letter.kind).make(letter)
    assert f"/school/attempts/{attempt.public_id}/result/" in said.text
    assert "Итоговый тест" in said.subject
    result = text(made.client.get(f"/school/attempts/{attempt.public_id}/result/"))
    assert "Наставник:" in result
    assert "Хорошо" in result


def test_a_draft_of_marks_is_kept_and_the_learner_sees_nothing_of_it(made, dmitry):
    attempt = made.take()
    first, second = texts_of(attempt)
    mentor = browser(dmitry)
    mentor.post(url_of(attempt), {f"score-{first}": "1", f"comment-{first}": "Пока так"})
    attempt.refresh_from_db()
    assert (attempt.state, attempt.claimed_by, attempt.responses.get(position=first).score) == ("in_review", dmitry, 1)
    assert "Пока так" not in text(made.client.get(f"/school/attempts/{attempt.public_id}/result/"))
    assert "Пока так" in text(mentor.get(url_of(attempt)))
    refused = mentor.post(url_of(attempt), {f"score-{first}": "1", f"score-{second}": "", "done": "1"})
    assert refused.status_code == 422
    assert Letter.objects.filter(kind="school.answers_graded").count() == 0


def test_two_mentors_at_one_attempt(made, dmitry, db):
    attempt = made.take()
    other = give_role(make_person("nina@example.org", "Вяткина", "Нина", "KIR"), "Наставники")
    MentorAssignment.objects.create(group=made.enrolment.group, user=other)
    browser(dmitry).post(url_of(attempt, "claim/"))
    nina = browser(other)
    assert "Проверяет Дмитрий" in text(nina.get(url_of(attempt)))
    nina.post(url_of(attempt), given(attempt, done="1"))
    attempt.refresh_from_db()
    assert attempt.state == "in_review"  # who has it has it
    nina.post(url_of(attempt, "claim/"))
    nina.post(url_of(attempt), given(attempt, done="1"))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.claimed_by) == ("graded", None)


def test_only_mentors_of_the_group_and_who_runs_the_school(made, boris, vera, galina, dmitry, zhanna, anna):
    attempt = made.take()
    stranger = give_role(make_person("oleg@example.org", "Шилов", "Олег", "KIR"), "Наставники")
    for person, status in ((boris, 404), (vera, 404), (galina, 404), (anna, 404), (stranger, 404), (dmitry, 200), (zhanna, 200)):
        assert browser(person).get(url_of(attempt)).status_code == status, person
    for tail in ("", "claim/", "release/", "void/"):
        assert browser(boris).post(url_of(attempt, tail), {"void-reason": "так"}).status_code == 404
    MentorAssignment.objects.update(until=attempt.closed_at)
    assert browser(dmitry).get(url_of(attempt)).status_code == 404


def test_late_answers_count_when_the_mentor_says_so(anna, dmitry, db):
    made = Quiz(anna, questions=4, time_limit=10, attempts=1)
    MentorAssignment.objects.create(group=made.enrolment.group, user=dmitry)
    attempt = made.start()
    form = made.form(attempt)
    move_back(attempt, 16)
    made.client.post(f"/school/attempts/{attempt.public_id}/", form)
    attempt.refresh_from_db()
    assert (attempt.scaled, made.progress().state) == (0, "failed")
    mentor = browser(dmitry)
    assert "Пришло позже срока" in text(mentor.get(url_of(attempt)))
    ticked = {f"late-{at}": "on" for at in (1, 2, 3)}
    assert mentor.post(url_of(attempt), ticked).status_code == 422  # a reason is read by the learner
    mentor.post(url_of(attempt), ticked | {"reason": "Не было света"})
    attempt.refresh_from_db()
    assert (attempt.scaled, made.grade().scaled, made.progress().state) == (Decimal("0.75"), Decimal("0.75"), "passed")
    assert Entry.objects.about(attempt).filter(verb="late_counted").get().reason == "Не было света"
    assert attempt.responses.filter(late_answer__isnull=False).count() == 1


def test_a_voided_attempt_does_not_count_and_its_place_is_free_again(anna, dmitry, db):
    made = Quiz(anna, questions=4, attempts=1)
    MentorAssignment.objects.create(group=made.enrolment.group, user=dmitry)
    attempt = made.take()
    mentor = browser(dmitry)
    mentor.post(url_of(attempt, "void/"), {"void-reason": ""})
    attempt.refresh_from_db()
    assert attempt.state == "graded"
    mentor.post(url_of(attempt, "void/"), {"void-reason": "Отвечал не слушатель"})
    attempt.refresh_from_db()
    assert attempt.state == "voided"
    assert (made.progress(), made.grade().scaled) == (None, 0)
    event = LearningEvent.objects.get(verb="overrode")
    assert (event.note, event.source, event.actor) == ("Отвечал не слушатель", "mentor", dmitry)
    assert "не засчитывается" in text(made.client.get(f"/school/attempts/{attempt.public_id}/result/"))
    again = made.take(right=False)
    assert (again.number, made.progress().state) == (2, "failed")


def test_voiding_leaves_what_the_others_bring(anna, zhanna, db):
    made = Quiz(anna, questions=4)
    good, bad = made.take(), made.take(right=False)
    browser(zhanna).post(url_of(bad, "void/"), {"void-reason": "ошибка"})
    assert (made.grade().scaled, made.progress().state) == (1, "passed")
    browser(zhanna).post(url_of(good, "void/"), {"void-reason": "ошибка"})
    assert made.progress() is None


def test_a_running_attempt_can_be_voided(anna, zhanna, db):
    made = Quiz(anna, questions=4, attempts=1)
    attempt = made.start()
    browser(zhanna).post(url_of(attempt, "void/"), {"void-reason": "тест сломан"})
    attempt.refresh_from_db()
    assert (attempt.state, attempt.closed_by) == ("voided", "mentor")
    assert made.start().number == 2


def test_what_a_mentor_has_set_by_hand_is_neither_lowered_nor_taken_away(anna, zhanna, db):
    made = Quiz(anna, questions=4)
    attempt = made.take(right=False)
    mark = Mark(Decimal(1), Decimal(4), Decimal(4), trust="mentor")
    passed = {"source": "mentor", "state": ProgressState.PASSED, "mark": mark}
    record(made.enrolment, made.item.activity, Verb.OVERRODE, actor=zhanna, **passed)
    made.take(right=False)
    assert (made.grade().scaled, made.progress().state) == (1, "passed")
    browser(zhanna).post(url_of(attempt, "void/"), {"void-reason": "ошибка"})
    assert (made.grade().scaled, made.progress().state) == (1, "passed")


def remark_question(question, **said) -> int:
    """In how many attempts points changed."""
    asked = ask_remarking(question, **said)
    assert carry_on(asked)
    asked.refresh_from_db()
    return asked.changed


def newer(question, data):
    """The next version, as the author's edit makes it."""
    return QuestionVersion.objects.create(question=question, number=2, text="Исправлено", data=data)


def swapped(data):
    return {"options": [one | {"right": not one["right"]} for one in data["options"]]}


def test_a_repaired_key_marks_all_attempts_anew(anna, zhanna, db):
    made = Quiz(anna, questions=2, feedback="at_once")
    attempt = made.take(right=False)
    running = made.start()
    for question in made.category.questions.all():
        old = question.versions.get()
        newer(question, swapped(old.data))
        assert remark_question(question, by=zhanna, reason="Ключ был неверен") == 1
        assert remark_question(question, by=zhanna, reason="Ключ был неверен") == 0  # again changes nothing
    attempt.refresh_from_db()
    assert (attempt.scaled, made.grade().scaled, made.progress().state) == (1, 1, "passed")
    assert set(running.responses.values_list("version__number", flat=True)) == {2}
    assert QuestionVersion.objects.filter(number=2, frozen_at__isnull=True).count() == 0
    assert Entry.objects.about(attempt).filter(verb="remarked").count() == 2
    assert LearningEvent.objects.filter(note="Ключ был неверен").count() == 2


def test_marking_anew_never_takes_a_completion_away(anna, zhanna, db):
    made = Quiz(anna, questions=1)
    RunItem.objects.exclude(pk=made.item.pk).update(required=False)
    made.take()
    question = made.category.questions.get()
    newer(question, swapped(question.versions.get().data))
    remark_question(question, by=zhanna, reason="Ключ был неверен")
    made.enrolment.refresh_from_db()
    assert (made.grade().scaled, made.progress().state, made.enrolment.status) == (0, "passed", "completed")


def test_accepting_for_everybody(anna, zhanna, db):
    made = Quiz(anna, questions=2)
    attempt = made.take(right=False)
    running = made.start()
    for question in made.category.questions.all():
        assert remark_question(question, by=zhanna, reason="Вопрос неясен", accept_all=True) == 2
    attempt.refresh_from_db()
    assert (attempt.scaled, made.progress().state) == (1, "passed")
    made.hand_in(running)
    running.refresh_from_db()
    assert running.scaled == 1


def test_a_version_with_other_choices_cannot_judge_old_answers(anna, zhanna, db):
    made = Quiz(anna, questions=1)
    attempt = made.take()
    question = made.category.questions.get()
    newer(question, {"options": [{"id": "z1", "text": "да", "right": True}, {"id": "z2", "text": "нет", "right": False}]})
    assert remark_question(question, by=zhanna, reason="Новые варианты") == 0
    attempt.refresh_from_db()
    assert attempt.scaled == 1


def test_the_history_rebuilds_the_grade(anna, zhanna, db):
    """Progress and grade are the fold of events: thrown away, they come back the same."""
    made = Quiz(anna, questions=4, policy="average")
    for right in (True, False):
        made.take(right)
    before = (made.grade().scaled, made.grade().raw, made.progress().state)
    made.grade().delete()
    made.progress().delete()
    settle(made.enrolment, made.item.activity)
    assert (made.grade().scaled, made.grade().raw, made.progress().state) == before


def admin_form(page, category, *, count, action="publish"):
    """What the admin sends when a quiz is made."""
    return {
        "title": "Тест", "slug": "noviy-test", "intro-count": "0", "completion": "pass", "pass_percent": "60", "policy": "best",
        "shuffle": "on", "per_page": "5", "feedback": "after_pass", "minutes": "10", "required": "on", "weight": "1",
        "opens": "always", "slots-TOTAL_FORMS": "1", "slots-INITIAL_FORMS": "0", "slots-MIN_NUM_FORMS": "1",
        "slots-MAX_NUM_FORMS": "1000", "slots-0-category": str(category.pk), "slots-0-count": str(count), "slots-0-points": "1",
        "slots-0-ORDER": "1", f"action-{action}": "1", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip


def test_a_quiz_whose_questions_are_short_is_not_published(db, irina):
    module, category = course().get_children().last(), bank(4)
    client = browser(irina)
    url = f"/admin/pages/add/school/quizpage/{module.pk}/"
    refused = client.post(url, admin_form(module, category, count=6))
    assert refused.status_code == 200
    assert "4 вопроса, нужно 6" in text(refused)
    assert QuizPage.objects.count() == 0
    assert client.post(url, admin_form(module, category, count=6, action="draft")).status_code == 302  # a draft is kept
    assert QuizPage.objects.get().live is False
    QuizPage.objects.get().delete()
    assert client.post(url, admin_form(module, category, count=4)).status_code == 302
    assert QuizPage.objects.get().live is True
    assert QuizSlot.objects.get().count == 4


def test_the_clock_marks_free_texts_of_an_abandoned_attempt_as_waiting(made):
    attempt = made.start()
    made.save(attempt)
    move_back(attempt, 45)
    assert close_overdue() == 1
    assert Attempt.objects.for_review().get() == attempt
