"""Reminders by rule, with the clock moved: one digest a person a day, at ten where the reader lives; an own switch."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.mail.kinds import kind_of
from core.models import Letter
from core.models.letters import LetterState
from school.models import CourseRun, Enrolment, Group, MentorAssignment, RemindersOff, RunItem
from school.services.enrolling import enrol
from school.services.learning import complete_lesson
from school.services.reminders import remind_all, remind_mentors
from school.services.threads import Words, ask
from tests.factories.people import consent_document
from tests.factories.school import course, run_of

DAY = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)  # 12:30 in Kirov


@pytest.fixture
def run(db):
    with time_machine.travel(DAY - timedelta(days=2), tick=False):
        consent_document("school")
        yield run_of(course())


def joined(run, person) -> Enrolment:
    with time_machine.travel(DAY - timedelta(days=2), tick=False):
        row = enrol(run, person)
    Letter.objects.all().delete()
    return row


def items(run) -> list[RunItem]:
    return list(RunItem.objects.filter(run=run).order_by("position"))


def at(moment: datetime, *, mail: bool = True) -> int:
    """How many were reminded at this hour; their letters leave at once unless the mail is down."""
    with time_machine.travel(moment, tick=False):
        queued = remind_all()
    if mail:
        Letter.objects.update(state=LetterState.SENT)
    return queued


def reminders() -> list[Letter]:
    kinds = [f"school.{one}" for one in ("deadline_near", "silent", "run_starts", "survey_asked", "reminders")]
    return list(Letter.objects.filter(kind__in=kinds).order_by("pk"))


def words(letter: Letter, moment: datetime = DAY):
    with time_machine.travel(moment, tick=False):
        return kind_of(letter.kind).make(letter)


def test_soft_dates_three_days_and_one_day_ahead_and_hard_ones_a_day_ahead(run, anna):
    joined(run, anna)
    first, second, _third = items(run)
    RunItem.objects.filter(pk=first.pk).update(soft=DAY + timedelta(days=10))
    RunItem.objects.filter(pk=second.pk).update(hard=DAY + timedelta(days=10))
    days = [number for number in range(10) if at(DAY + timedelta(days=number))]
    assert days == [7, 9]
    last = reminders()[-1]
    assert last.kind == "school.deadline_near"
    assert "принимаем только до" in words(last, DAY + timedelta(days=9)).text


def test_one_digest_a_day_however_many_reasons_and_runs_of_the_clock(run, anna):
    joined(run, anna)
    RunItem.objects.filter(run=run).update(soft=DAY + timedelta(days=3))
    assert (at(DAY), at(DAY), at(DAY + timedelta(hours=3))) == (1, 0, 0)
    letter = reminders()[0]
    assert len(letter.data["reasons"]) == 3


def test_ten_o_clock_is_the_readers(run, anna):
    joined(run, anna)
    RunItem.objects.filter(run=run).update(soft=DAY + timedelta(days=3))
    anna.zone = "Asia/Vladivostok"
    anna.save()
    evening = DAY.replace(hour=12, minute=30)  # half past ten in the evening there
    assert at(evening) == 0
    assert at(evening.replace(hour=23) - timedelta(days=1)) == 0  # half past nine in the morning
    assert at(evening.replace(hour=0, minute=5)) == 1


def test_a_day_without_the_site_is_caught_up_with_while_it_is_true(run, anna):
    joined(run, anna)
    first, second, third = items(run)
    RunItem.objects.filter(pk=first.pk).update(soft=DAY + timedelta(days=3))
    RunItem.objects.filter(pk=second.pk).update(hard=DAY + timedelta(days=1))
    RunItem.objects.filter(pk=third.pk).update(hard=DAY + timedelta(days=1, hours=-3))
    assert at(DAY + timedelta(days=1, hours=-1)) == 1  # down the whole day before; the second's hour comes, the third's is past
    told = reminders()[0].data["reasons"]
    assert [(one["item"], one["hard"]) for one in told] == [(first.pk, False), (second.pk, True)]
    assert [number for number in range(1, 8) if at(DAY + timedelta(days=number))] == [2]  # a day before the first


def test_the_evening_after_a_day_without_the_site_still_tells(run, anna):
    joined(run, anna)
    RunItem.objects.filter(run=run).update(soft=DAY + timedelta(days=1))
    assert at(DAY.replace(hour=18)) == 1  # nine in the evening in Kirov
    assert at(DAY.replace(hour=18, minute=50)) == 0
    letter = reminders()[0]
    assert letter.expires_at == DAY.replace(hour=19, minute=0)


def test_a_letter_that_came_too_late_to_leave_is_told_the_next_day(run, anna):
    joined(run, anna)
    RunItem.objects.filter(run=run).update(soft=DAY + timedelta(days=3))
    assert (at(DAY, mail=False), at(DAY + timedelta(days=1))) == (1, 1)  # nothing was sent: the mail was down till the night
    assert at(DAY + timedelta(days=2)) == 1  # the mark of one day
    assert at(DAY + timedelta(days=2, hours=1)) == 0


def test_a_date_that_passed_meanwhile_is_not_reminded_of(run, anna):
    joined(run, anna)
    RunItem.objects.filter(run=run).update(hard=DAY + timedelta(hours=2))
    with time_machine.travel(DAY, tick=False):
        Enrolment.objects.update(active_from=DAY - timedelta(days=2))
    assert at(DAY) == 1
    letter = reminders()[0]
    assert words(letter, DAY + timedelta(hours=1)) is not None
    assert words(letter, DAY + timedelta(hours=3)) is None


def test_who_has_just_begun_is_not_told_of_marks_before_that(run, anna):
    joined(run, anna)
    RunItem.objects.filter(run=run).update(soft=DAY + timedelta(days=2))
    Enrolment.objects.update(active_from=DAY)
    assert [number for number in range(3) if at(DAY + timedelta(days=number))] == [1]


def test_what_was_done_meanwhile_is_not_reminded_of(run, anna):
    row = joined(run, anna)
    first = items(run)[0]
    RunItem.objects.filter(pk=first.pk).update(soft=DAY + timedelta(days=1))
    at(DAY)
    letter = reminders()[0]
    assert "Что такое фонд" in words(letter).text
    complete_lesson(row, first, actor=anna)
    assert words(letter) is None


def test_silence_is_told_of_once(run, anna):
    row = joined(run, anna)
    Enrolment.objects.filter(pk=row.pk).update(last_seen_on=DAY.date())
    days = [number for number in range(30) if at(DAY + timedelta(days=number))]
    assert days == [14]
    assert [letter.kind for letter in reminders()] == ["school.silent"]
    Enrolment.objects.filter(pk=row.pk).update(last_seen_on=(DAY + timedelta(days=20)).date())
    assert words(reminders()[0]) is None


def test_the_beginning_three_days_and_one_day_ahead(run, anna):
    joined(run, anna)
    CourseRun.objects.update(self_paced=False, starts=DAY + timedelta(days=5))
    days = [number for number in range(6) if at(DAY + timedelta(days=number))]
    assert days == [2, 4]


@pytest.mark.parametrize("change", [{"status": "suspended"}, {"status": "withdrawn"}, {"is_preview": True}])
def test_none_to_who_does_not_study(run, anna, change):
    row = joined(run, anna)
    RunItem.objects.filter(run=run).update(soft=DAY + timedelta(days=3))
    Enrolment.objects.filter(pk=row.pk).update(**change)
    assert at(DAY) == 0


def test_the_own_switch(client, run, anna):
    joined(run, anna)
    RunItem.objects.filter(run=run).update(soft=DAY + timedelta(days=3))
    client.force_login(anna)
    assert "Не присылать напоминаний" in client.get("/school/").content.decode().replace("\u00a0", " ")
    client.post("/school/reminders/", {"act": "off"})
    client.post("/school/reminders/", {"act": "off"})
    assert at(DAY) == 0
    client.post("/school/reminders/", {"act": "on"})
    assert not RemindersOff.objects.exists()
    assert at(DAY) == 1
    client.post("/school/reminders/", {"act": "off"})
    assert words(reminders()[0]) is None


def test_a_mentor_is_told_of_what_waits_for_two_days_every_second_day(run, anna, dmitry):
    row = joined(run, anna)
    MentorAssignment.objects.create(group=Group.objects.get(run=run), user=dmitry)
    with time_machine.travel(DAY, tick=False):
        ask(row, items(run)[0].activity, Words("Не понимаю", uuid.uuid4()))
    sent = []
    for number in range(6):
        with time_machine.travel(DAY + timedelta(days=number), tick=False):
            sent.append(remind_mentors())
    assert sent[:2] == [0, 0]
    assert sum(sent) in {2, 3}
    letter = Letter.objects.filter(kind="school.mentor_digest").first()
    assert "вопросов: 1" in words(letter).text


def test_a_person_with_nothing_to_do_is_offered_what_can_be_begun(client, run, anna):
    assert run.self_paced
    client.force_login(anna)
    assert "/school/runs/svoy-temp/enrol/" in client.get("/school/").content.decode()
    joined(run, anna)
    assert "/school/runs/svoy-temp/enrol/" not in client.get("/school/").content.decode()
