"""Works of an absent mentor: another mentor of the run reads these and nothing else of the group (spec: school §1)."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from core.files import clean_upload
from core.models import Entry
from people.models import User
from school.models import Group, MentorAssignment, RunItem, Submission
from school.rules import can_review, can_review_work
from school.services.claiming import claim, release_idle
from school.services.enrolling import enrol
from school.services.handing_over import hand_over, mentor_rows, works_of
from school.services.mentor_queue import Kind, counts_for, waiting_for
from school.services.reviewing import Said, send_review
from school.services.run_groups import end_mentor
from school.services.threads import Words, ask
from school.services.work_files import add_file
from school.services.works import Written, begin_work, keep_work, send_work
from tests.cast import give_role, make_person
from tests.factories.certificates import signed_in
from tests.factories.files import picture, upload
from tests.factories.regions import region
from tests.factories.school import assignment, course, run_of


@pytest.fixture
def run(db, dmitry, oleg):
    """Дмитрий leads Kirov, Олег leads «Общая»."""
    page = course()
    page.task = assignment(page)
    run = run_of(page)
    run.task = page.task
    run.kirov = Group.objects.create(run=run, title="Киров", region=region("KIR"))
    run.led = MentorAssignment.objects.create(group=run.kirov, user=dmitry)
    MentorAssignment.objects.create(group=Group.objects.get(run=run, region=None), user=oleg)
    return run


@pytest.fixture
def oleg(db) -> User:
    return give_role(make_person("oleg@example.org", "Седов", "Олег", "PER"), "Наставники")


def sent(run, person: User) -> Submission:
    item = RunItem.objects.get(run=run, activity=run.task.translation_key)
    work = begin_work(enrol(run, person), item, actor=person)
    add_file(work, clean_upload(upload("двор.png", picture("PNG"))), at_most=5)
    return send_work(work, item, actor=person, send_key=uuid.uuid4(), revision=keep_work(work, Written("Двор.")).revision)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def queue(user: User) -> list[Submission]:
    return [one.row for one in waiting_for(user, kind=Kind.WORK)]


@pytest.fixture
def works(run, anna, klavdia) -> list[Submission]:
    return [sent(run, person) for person in (anna, klavdia)]


def test_the_desk_hands_over_by_age_with_history(works, dmitry, zhanna, oleg):
    client, address = signed_in(zhanna), f"/school/desk/mentors/{dmitry.public_id}/"
    page = text(client.get(address))
    assert page.index("Соловьёва") < page.index("Попова")
    assert client.post(address, {"to": oleg.public_id, "reason": "Отпуск"}).status_code == 422
    said = {"works": [works[0].public_id], "to": oleg.public_id, "reason": "Отпуск"}
    assert client.post(address, said).status_code == 302
    works[0].refresh_from_db()
    assert (works[0].state, works[0].claimed_by, works[0].assigned_to) == ("submitted", None, oleg)
    told = Entry.objects.about(works[0]).get(verb="handed_over")
    assert (told.reason, told.actor, told.now) == ("Отпуск", zhanna, {"mentor": oleg.public_id})
    assert "Соловьёва" not in text(client.get(address))
    assert "Соловьёва" in text(client.get(f"/school/desk/mentors/{oleg.public_id}/"))
    assert [(row.user, row.waiting) for row in mentor_rows()] == [(dmitry, 1), (oleg, 1)]


def test_the_taker_reads_these_works_and_nothing_else_of_the_group(run, works, oleg, zhanna, anna):
    thread = ask(works[0].enrolment, works[0].activity, Words("Колодец считать?", uuid.uuid4()))
    file = works[0].versions.get().files.get()
    given, other = f"/school/mentor/works/{works[0].public_id}/", f"/school/mentor/works/{works[1].public_id}/"
    closed = [
        other,
        f"/school/mentor/groups/{run.kirov.public_id}/",
        f"/school/mentor/learners/{works[0].enrolment.public_id}/",
        f"/school/threads/{thread.public_id}/",
    ]
    client = signed_in(oleg)
    assert [client.get(one).status_code for one in (given, f"/school/files/{file.public_id}/")] == [404, 404]
    hand_over([works[0]], oleg, by=zhanna, reason="Отпуск до 10 декабря.")
    page = text(client.get(given))
    assert "Эту работу передали вам. Отпуск до 10 декабря." in page
    assert "Беру на проверку" not in page
    assert b"".join(client.get(f"/school/files/{file.public_id}/").streaming_content).startswith(b"\x89PNG")
    assert [client.get(one).status_code for one in closed] == [404] * len(closed)
    assert not can_review(oleg, works[0].enrolment)
    assert "Передано вам" in text(client.get("/school/mentor/"))
    assert client.post(given, {"comment": "Хорошо.", "points": "9", "outcome": "accepted"}).status_code == 302
    works[0].refresh_from_db()
    assert works[0].state == "accepted"


def test_it_waits_for_the_taker_and_no_longer_for_the_absent(works, dmitry, oleg, zhanna):
    hand_over([works[0]], oleg, by=zhanna, reason="Отпуск")
    assert (queue(oleg), queue(dmitry)) == ([works[0]], [works[1]])
    assert [counts_for(user)[Kind.WORK] for user in (oleg, dmitry, zhanna)] == [1, 1, 2]
    page = text(signed_in(dmitry).get(f"/school/mentor/works/{works[0].public_id}/"))
    assert "Работа передана, теперь её проверяет Олег. Отпуск" in page
    assert "Беру на проверку" not in page


def test_two_idle_hours_give_it_back_to_the_taker(works, dmitry, oleg, zhanna):
    claim(works[0], by=dmitry)
    hand_over([works[0]], oleg, by=zhanna, reason="Отпуск")
    works[0].refresh_from_db()
    assert (works[0].state, works[0].claimed_by) == ("submitted", None)
    claim(works[0], by=oleg)
    assert release_idle(timezone.now() + timedelta(hours=3)) == 1
    assert (queue(oleg), queue(dmitry)) == ([works[0]], [works[1]])


def test_a_returned_work_comes_back_to_the_taker(run, works, dmitry, oleg, zhanna, anna):
    hand_over([works[0]], oleg, by=zhanna, reason="Отпуск")
    send_review(works[0], Said("Добавьте дворы.", outcome="returned"), by=oleg)
    assert queue(oleg) == []
    item = RunItem.objects.get(run=run, activity=run.task.translation_key)
    revision = keep_work(works[0], Written("Двор и сад.")).revision
    send_work(works[0], item, actor=anna, send_key=uuid.uuid4(), revision=revision)
    assert (queue(oleg), queue(dmitry)) == ([works[0]], [works[1]])


def test_handed_on_it_leaves_the_first_taker(run, works, dmitry, oleg, zhanna):
    third = give_role(make_person("nina@example.org", "Кононова", "Нина", "PER"), "Наставники")
    MentorAssignment.objects.create(group=Group.objects.get(run=run, region=None), user=third)
    hand_over([works[0]], oleg, by=zhanna, reason="Отпуск")
    hand_over([works[0]], third, by=zhanna, reason="Поровну")
    assert (queue(oleg), queue(third)) == ([], [works[0]])
    assert (list(works_of(oleg)), list(works_of(third))) == ([], [works[0]])
    assert Entry.objects.about(works[0]).filter(verb="handed_over").last().was == {"mentor": oleg.public_id}
    hand_over([works[0]], dmitry, by=zhanna, reason="Вернулся")
    assert queue(dmitry) == works


def test_when_the_taker_leads_no_group_of_the_run_the_work_is_its_groups_again(run, works, dmitry, oleg, zhanna):
    hand_over([works[0]], oleg, by=zhanna, reason="Отпуск")
    end_mentor(MentorAssignment.objects.get(user=oleg), by=zhanna)
    assert (queue(oleg), queue(dmitry)) == ([], works)
    assert not can_review_work(oleg, Submission.objects.get(pk=works[0].pk))
    assert signed_in(oleg).get(f"/school/mentor/works/{works[0].public_id}/").status_code == 404


def test_decided_own_and_strange_works_are_passed_over(run, works, dmitry, oleg, zhanna, anna):
    stranger = give_role(make_person("nina@example.org", "Кононова", "Нина", "PER"), "Наставники")
    send_review(works[0], Said("Хорошо.", points=9, outcome="accepted"), by=dmitry)
    assert hand_over(works, stranger, by=zhanna, reason="Отпуск") == 0
    assert hand_over(works, oleg, by=zhanna, reason="Отпуск") == 1
    MentorAssignment.objects.create(group=Group.objects.get(run=run, region=None), user=give_role(anna, "Наставники"))
    works[1].refresh_from_db()
    assert hand_over([Submission.objects.get(pk=works[0].pk)], anna, by=zhanna, reason="Отпуск") == 0


def test_the_queue_of_one_group_shows_no_works_of_another(run, works, oleg, zhanna):
    hand_over([works[0]], oleg, by=zhanna, reason="Отпуск")
    common = Group.objects.get(run=run, region=None)
    assert waiting_for(oleg, kind=Kind.WORK, group=common) == []
    assert "Соловьёва" not in text(signed_in(oleg).get(f"/school/mentor/?group={common.public_id}"))
