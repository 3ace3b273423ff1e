"""«Пересчитать» for many: in a task, told on the card, once for everybody even if the worker is killed (spec: school §1)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core.models import Entry
from people.models import User
from school.models import Attempt, Enrolment, Grade, QuestionVersion, Remarking, Response
from school.services.attempts_remarking import AT_ONCE, RemarkingUnderWay, ask_remarking, carry_on
from school.services.bank import change_question
from school.services.previewing import begin_preview
from school.tasks.remarking import remark, sweep
from tests.factories.certificates import signed_in
from tests.school.taking import Quiz
from tests.school.test_bank import facts

MANY = AT_ONCE + 1


@pytest.fixture
def made(db, anna):
    return Quiz(anna, questions=1)


@pytest.fixture
def question(made):
    return made.category.questions.get()


def taken_by(made: Quiz, count: int) -> list[Attempt]:
    """So many people have answered wrongly."""
    people = User.objects.bulk_create(User(email=f"mnogo{n}@example.org", last_name="Участников") for n in range(count))
    run = {"run": made.run, "course": made.run.course, "status": "active", "active_from": timezone.now()}
    rows = Enrolment.objects.bulk_create(Enrolment(user=person, **run) for person in people)
    pattern = made.take(right=False)
    answer = pattern.responses.get()
    told = {name: getattr(pattern, name) for name in ("activity_id", "rules", "seed", "started_at", "closed_at", "closed_by")}
    attempts = Attempt.objects.bulk_create(
        Attempt(enrolment=row, number=1, state="graded", scaled=Decimal(0), **told) for row in rows
    )
    said = {name: getattr(answer, name) for name in ("position", "version_id", "points", "option_order", "answer", "score")}
    Response.objects.bulk_create(Response(attempt=attempt, **said) for attempt in attempts)
    return [pattern, *attempts]


def mend(question) -> QuestionVersion:
    """The next version with the key turned round."""
    old = question.versions.get()
    data = {"options": [one | {"right": not one["right"]} for one in old.data["options"]]}
    return QuestionVersion.objects.create(question=question, number=2, text="Исправлено", data=data)


def card(question, user) -> str:
    return signed_in(user).get(reverse("question:card", args=[question.public_id])).content.decode().replace("\u00a0", " ")


def test_many_attempts_are_marked_by_the_worker_and_told_afterwards(made, question, zhanna):
    attempts = taken_by(made, MANY)
    mend(question)
    address = reverse("question:card", args=[question.public_id])
    page = signed_in(zhanna).post(address, {"remark": "1", "reason": "Ключ был неверен."}, follow=True).content.decode()
    page = page.replace("\u00a0", " ")
    assert "Пересчитываем. Что изменилось, появится здесь через несколько минут." in page
    assert f"Просмотрено: {MANY + 1} попыт" in page  # the tests' worker is quick
    assert f"Баллов стало больше: {MANY + 1}, меньше: 0." in page
    assert "«Ключ был неверен.»" in page
    assert set(Attempt.objects.values_list("scaled", flat=True)) == {1}
    assert Grade.objects.filter(scaled=1).count() == len(attempts)
    told = Entry.objects.about(question).get(verb="question_remarked")
    assert (told.now, told.actor) == ({"attempts": MANY + 1, "raised": MANY + 1, "lowered": 0}, zhanna)


def test_while_it_goes_on_the_card_says_how_far_and_asks_for_nothing(made, question, zhanna):
    taken_by(made, 2)
    mend(question)
    asked = ask_remarking(question, by=zhanna, reason="Ключ")
    assert "Пересчитываем: готово 0 из 3." in card(question, zhanna)
    assert 'name="remark"' not in card(question, zhanna)
    with pytest.raises(RemarkingUnderWay):
        ask_remarking(question, by=zhanna, reason="Ещё раз")
    answer = signed_in(zhanna).post(
        reverse("question:card", args=[question.public_id]), {"accept": "1", "reason": "Ещё раз"}, follow=True
    )
    assert "Этот вопрос уже пересчитывается." in answer.content.decode()
    assert carry_on(asked)
    assert 'name="remark"' in card(question, zhanna)


class Killed(BaseException):
    """The worker's process is gone."""


def dies_at(step: int):
    """The database sees no more of this worker at its so-many-th mark of where it stands."""
    seen = []

    def wrapper(execute, sql, params, many, context):
        if sql.startswith('UPDATE "school_remarking" SET "touched_at"') or '"last" = ' in sql.split("WHERE")[0]:
            seen.append(sql)
            if len(seen) > step:
                raise Killed
        return execute(sql, params, many, context)

    return wrapper


def test_a_killed_worker_is_followed_by_another_that_does_nothing_twice(made, question, zhanna):
    attempts = taken_by(made, 5)
    mend(question)
    asked = ask_remarking(question, by=zhanna, reason="Ключ")
    with pytest.raises(Killed), connection.execute_wrapper(dies_at(4)):
        carry_on(asked)
    asked.refresh_from_db()
    assert (asked.seen, asked.raised, asked.done_at) == (3, 3, None)
    sweep()  # the dead one may still be thought alive
    asked.refresh_from_db()
    assert asked.seen == 3
    Remarking.objects.update(touched_at=timezone.now() - timedelta(minutes=6))
    sweep()
    remark.call(asked.pk)  # a ring that came late
    asked.refresh_from_db()
    assert (asked.seen, asked.raised, asked.lowered, asked.done_at is None) == (6, 6, 0, False)
    assert [Entry.objects.about(one).filter(verb="remarked").count() for one in attempts] == [1] * 6
    assert Entry.objects.about(question).filter(verb="question_remarked").count() == 1


def test_an_edit_meanwhile_changes_no_key_that_is_being_applied(made, question, zhanna):
    taken_by(made, 1)
    mended = mend(question)
    asked = ask_remarking(question, by=zhanna, reason="Ключ")
    newest = change_question(question, facts(made.category, text="Совсем другой"), by=zhanna)
    assert (newest.number, newest.pk == mended.pk) == (3, False)
    carry_on(asked)
    assert set(Response.objects.values_list("version__number", flat=True)) == {2}


def test_marking_anew_passes_previews_over(made, question, zhanna):
    preview = begin_preview(made.run, by=zhanna)
    signed_in(zhanna).post(made.start_url)
    mend(question)
    asked = ask_remarking(question, by=zhanna, reason="Ключ", accept_all=True)
    carry_on(asked)
    asked.refresh_from_db()
    assert (asked.attempts, asked.seen) == (0, 0)
    assert Response.objects.get(attempt__enrolment=preview).score is None
