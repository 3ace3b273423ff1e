"""A mentor reads works: the queue, claims, the rubric, returning and accepting, the morning, more time, marks by hand."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from core.models import Letter
from core.states import NotAllowed
from school.models import (
    ActivityProgress,
    Criterion,
    ExtensionRequest,
    Grade,
    Group,
    Level,
    MentorAssignment,
    Rubric,
    RubricVersion,
    RunItem,
    Submission,
    Thread,
    WorkReview,
)
from school.services.asking_time import TimeWish, ask_time
from school.services.claiming import TakenByOther, claim, release_idle
from school.services.enrolling import enrol
from school.services.mentor_queue import waiting_for
from school.services.reviewing import ReviewRefused, Said, keep_review, send_all_due, send_review
from school.services.threads import Words, ask, reply
from school.services.works import Written, begin_work, keep_work, send_work, take_back
from tests.cast import give_role, make_person
from tests.factories.people import consent_document
from tests.factories.school import assignment, course, run_of


def make_rubric() -> Rubric:
    rubric = Rubric.objects.create(title="Паспорт")
    version = RubricVersion.objects.create(rubric=rubric, number=1)
    for place, (title, weight) in enumerate([("Полнота", 2), ("Ясность", 1)], 1):
        criterion = Criterion.objects.create(version=version, position=place, title=title, weight=weight)
        for step, (name, points) in enumerate([("нет", 0), ("отчасти", 2), ("да", 4)], 1):
            Level.objects.create(criterion=criterion, position=step, title=name, points=points)
    return rubric


def put_mentor(run, user) -> None:
    MentorAssignment.objects.create(group=Group.objects.get(run=run), user=user)


@pytest.fixture
def run(db, dmitry):
    consent_document("school")
    page = course()
    page.task = assignment(page, rubric=make_rubric())
    run = run_of(page)
    run.task = page.task
    put_mentor(run, dmitry)
    return run


def sent_work(run, person) -> Submission:
    item = RunItem.objects.get(run=run, activity=run.task.translation_key)
    work = begin_work(enrol(run, person), item, actor=person)
    version = keep_work(work, Written("Двенадцать дворов."))
    return send_work(work, item, actor=person, send_key=uuid.uuid4(), revision=version.revision)


def full(outcome: str = "accepted", level: str = "да", comment: str = "Хорошо.") -> Said:
    scores = {one.pk: (one.levels.get(title=level).pk, "") for one in Criterion.objects.all()}
    return Said(comment, None, scores, outcome)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_the_queue_is_of_own_groups_and_the_oldest_comes_first(run, anna, klavdia, dmitry):
    first = sent_work(run, anna)
    second = sent_work(run, klavdia)
    other = give_role(make_person("oleg@example.org", "Седов", "Олег", "PER"), "Наставники")
    assert [one.row for one in waiting_for(dmitry)] == [first, second]
    assert waiting_for(other) == []


def test_accepting_by_the_rubric_gives_points_progress_and_a_letter(client, run, anna, dmitry):
    work = sent_work(run, anna)
    client.force_login(dmitry)
    page = client.get(f"/school/mentor/works/{work.public_id}/")
    assert "Двенадцать дворов." in text(page)
    told = {f"level-{one.pk}": one.levels.get(title="отчасти").pk for one in Criterion.objects.all()}
    client.post(f"/school/mentor/works/{work.public_id}/", told | {"comment": "Ясно написано.", "outcome": "accepted"})
    work.refresh_from_db()
    grade = Grade.objects.get()
    assert (work.state, grade.raw, grade.max, grade.scaled) == ("accepted", Decimal(6), Decimal(12), Decimal("0.5"))
    assert ActivityProgress.objects.get(activity=work.activity).state == "passed"
    assert Letter.objects.filter(kind="school.accepted", person=anna).count() == 1
    client.force_login(anna)
    assert "Ясно написано." in text(client.get(f"/school/works/{work.public_id}/"))


def test_a_draft_of_a_review_is_not_seen_by_the_author(client, run, anna, dmitry):
    work = sent_work(run, anna)
    keep_review(work, Said("Пока думаю."), by=dmitry)
    client.force_login(anna)
    page = text(client.get(f"/school/works/{work.public_id}/"))
    assert "Наставник читает вашу работу." in page
    assert "Пока думаю." not in page


def test_returning_needs_words_and_accepting_needs_every_level(run, anna, dmitry):
    work = sent_work(run, anna)
    for said, why in [
        (full("returned", comment=""), "no_words"),
        (Said("Хорошо", None, {}, "accepted"), "no_points"),
        (full(""), "no_outcome"),
    ]:
        with pytest.raises(ReviewRefused) as refusal:
            send_review(work, said, by=dmitry)
        assert refusal.value.why == why
    assert Submission.objects.get().state == "submitted"


def test_a_criterion_of_which_nothing_was_said_is_no_empty_line(client, run, anna, dmitry):
    work = sent_work(run, anna)
    send_review(
        work, Said("Добавьте смету.", None, {one.pk: (None, "") for one in Criterion.objects.all()}, "returned"), by=dmitry
    )
    assert WorkReview.objects.get().scores.count() == 0
    client.force_login(anna)
    page = text(client.get(f"/school/works/{work.public_id}/"))
    assert ("Добавьте смету." in page, page.count("<b>Полнота</b>")) == (True, 1)  # once, among what is looked at


def test_what_was_typed_stays_when_the_review_is_refused(client, run, anna, dmitry):
    work = sent_work(run, anna)
    client.force_login(dmitry)
    answer = client.post(f"/school/mentor/works/{work.public_id}/", {"comment": "Почти готово", "outcome": "accepted"})
    assert answer.status_code == 422
    assert "отметьте уровень у каждого критерия" in text(answer)
    assert WorkReview.objects.get().comment == "Почти готово"


def test_two_mentors_at_one_work(run, anna, dmitry):
    other = give_role(make_person("oleg@example.org", "Седов", "Олег", "PER"), "Наставники")
    put_mentor(run, other)
    work = sent_work(run, anna)
    claim(work, by=dmitry)
    with pytest.raises(TakenByOther) as taken:
        keep_review(work, Said("Моё"), by=other)
    assert taken.value.who == dmitry
    claim(work, by=other, take_over=True)
    assert Submission.objects.get().claimed_by == other


def test_an_untouched_work_goes_back_to_the_queue_with_its_place(run, anna, dmitry):
    work = sent_work(run, anna)
    claim(work, by=dmitry)
    assert release_idle(timezone.now() + timedelta(hours=1)) == 0
    assert release_idle(timezone.now() + timedelta(hours=3)) == 1
    again = Submission.objects.get()
    assert (again.state, again.claimed_by, again.waits_since) == ("submitted", None, work.waits_since)


def test_in_the_morning(run, anna, dmitry):
    work = sent_work(run, anna)
    send_review(work, full(), by=dmitry, in_the_morning=True)
    assert (Submission.objects.get().state, send_all_due()) == ("in_review", 0)
    WorkReview.objects.update(send_after=timezone.now() - timedelta(minutes=1))
    assert (send_all_due(), send_all_due()) == (1, 0)
    assert Submission.objects.get().state == "accepted"


def test_who_reads_and_who_does_not(client, run, anna, boris, vera, galina, zhanna, egor, klavdia):
    work = sent_work(run, anna)
    address = f"/school/mentor/works/{work.public_id}/"
    client.force_login(zhanna)
    assert client.get(address).status_code == 200
    for stranger in (anna, boris, vera, galina, egor, klavdia):
        client.force_login(stranger)
        assert client.get(address).status_code == 404
        assert client.post(address, {"outcome": "accepted"}).status_code == 404
    assert Submission.objects.get().state == "submitted"


def test_a_work_taken_back_cannot_be_decided(run, anna, dmitry):
    work = sent_work(run, anna)
    take_back(work, actor=anna)
    with pytest.raises(NotAllowed):
        send_review(work, full(), by=dmitry)


def test_a_rubric_is_frozen_by_its_first_review(run, anna, dmitry):
    work = sent_work(run, anna)
    assert RubricVersion.objects.get().frozen_at is None
    send_review(work, full(), by=dmitry)
    assert RubricVersion.objects.get().frozen_at is not None


def test_lateness_lowers_the_points_by_the_factor(run, anna, dmitry):
    items = RunItem.objects.filter(run=run, activity=run.task.translation_key)
    items.update(soft=timezone.now() - timedelta(days=1), late_factor=Decimal("0.80"))
    work = sent_work(run, anna)
    send_review(work, full(), by=dmitry)
    grade = Grade.objects.get()
    assert (grade.scaled, grade.raw, grade.late) == (Decimal("0.8"), Decimal(12), True)


def test_time_is_asked_and_given_with_one_press(client, run, anna, dmitry):
    item = RunItem.objects.get(run=run, activity=run.task.translation_key)
    RunItem.objects.filter(pk=item.pk).update(hard=timezone.now() - timedelta(days=2))
    enrolment = enrol(run, anna)
    work = begin_work(enrolment, item, actor=anna)
    day = timezone.localdate() + timedelta(days=5)
    row = ask_time(enrolment, item, TimeWish("не было связи", day), by=anna)
    client.force_login(dmitry)
    assert "не было связи" in text(client.get(f"/school/mentor/time/{row.public_id}/"))
    told = {"until": day.isoformat(), "why": "own", "words": "По вашей просьбе"}
    client.post(f"/school/mentor/time/{row.public_id}/", told)
    assert ExtensionRequest.objects.get().state == "granted"
    version = keep_work(work, Written("Успела"))
    send_work(work, item, actor=anna, send_key=uuid.uuid4(), revision=version.revision)
    assert Letter.objects.filter(kind="school.extension_granted").count() == 1
    again = client.post(f"/school/mentor/time/{row.public_id}/", told, follow=True)
    assert "На эту просьбу уже ответили" in text(again)


def test_a_mark_by_hand_needs_a_reason_and_the_learner_reads_it(client, run, anna, dmitry):
    enrolment = enrol(run, anna)
    item = RunItem.objects.filter(run=run).order_by("position").first()
    address = f"/school/mentor/learners/{enrolment.public_id}/{item.pk}/mark/"
    client.force_login(dmitry)
    assert client.post(address, {"state": "passed", "why": "own"}).status_code == 422
    client.post(address, {"state": "passed", "why": "own", "words": "Рассказала на занятии"})
    assert ActivityProgress.objects.get().state == "passed"
    client.force_login(anna)
    assert "Рассказала на занятии" in text(client.get(f"/school/{enrolment.public_id}/results/"))
    client.force_login(dmitry)
    client.post(address, {"state": "none", "why": "own", "words": "Отметка не того человека"})
    assert ActivityProgress.objects.count() == 0


def test_a_question_waits_until_it_is_answered(client, run, anna, dmitry, klavdia, boris):
    enrolment = enrol(run, anna)
    enrol(run, klavdia)
    sending = Words("Колодец считать?", uuid.uuid4())
    thread = ask(enrolment, run.items.first().activity, sending)
    assert ask(enrolment, run.items.first().activity, sending) == thread
    assert [one.kind for one in waiting_for(dmitry)] == ["question"]
    reply(thread, dmitry, Words("Да, и родник тоже.", uuid.uuid4()))
    assert waiting_for(dmitry) == []
    assert Letter.objects.filter(kind="school.question_answered", person=anna).count() == 1
    address = f"/school/threads/{thread.public_id}/"
    for person in (klavdia, boris):
        client.force_login(person)
        assert client.get(address).status_code == 404
    client.force_login(dmitry)
    client.post(f"{address}change/", {"act": "group"})
    client.force_login(klavdia)
    assert "Да, и родник тоже." in text(client.get(address))
    assert client.post(address, {"text": "И я!"}).status_code == 404
    assert Thread.objects.get().visible == "group"


def test_the_group_page_costs_the_same_for_one_and_for_many(client, run, anna, dmitry, django_assert_num_queries):
    enrol(run, anna)
    group = Group.objects.get(run=run)
    client.force_login(dmitry)
    address = f"/school/mentor/groups/{group.public_id}/"
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(12):
        enrol(run, make_person(f"person{number}@example.org", "Людова", f"Имя{number}", "KIR"))
    with django_assert_num_queries(len(one)):
        client.get(address)
    assert len(one) <= 12
