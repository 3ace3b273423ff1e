"""The School admits, suspends, expels, restores, moves; seats go on at once and nobody who waits is passed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Entry, Letter, PhoneCall
from core.states import NotAllowed
from people import consents
from people.models import User
from people.retention import nameless
from school.models import (
    ActivityProgress,
    Certificate,
    CourseRun,
    Enrolment,
    Extension,
    ExtensionRequest,
    Group,
    LearningEvent,
    RunItem,
)
from school.services.admitting import approve, enrol_by_hand, give_place, refuse, withdraw_stale_invitations
from school.services.asking_time import TimeWish, ask_time
from school.services.certificates import issue, revoke
from school.services.enrolling import EnrolmentRefused, enrol, leave
from school.services.learning import complete_lesson
from school.services.places import (
    PlaceRefused,
    cancel_wait,
    expel,
    move_to_group,
    move_to_run,
    reopen,
    restore,
    resume,
    suspend,
)
from school.services.seats import promote_left
from tests.cast import make_person
from tests.factories.certificates import graduate
from tests.factories.people import people_of
from tests.factories.regions import region
from tests.factories.school import course, run_of


@pytest.fixture
def fond(db):
    return course()


def agree(*people: User) -> None:
    """They consented to studying before."""
    for person in people:
        consents.give("school", person=person)


def fresh(row: Enrolment) -> str:
    row.refresh_from_db()
    return row.status


def letters(person: User) -> list[str]:
    return list(Letter.objects.filter(person=person, kind__startswith="school.").order_by("pk").values_list("kind", flat=True))


# — requests —


def test_a_request_is_answered_with_a_seat_then_with_the_line(fond, anna, klavdia, zhanna):
    run = run_of(fond, admission="request", seats=1)
    first, second = enrol(run, anna), enrol(run, klavdia)
    assert (first.status, second.status) == ("requested", "requested")
    approve(first, by=zhanna)
    approve(second, by=zhanna)
    assert (fresh(first), fresh(second)) == ("active", "waitlisted")
    assert letters(anna) == ["school.request_received", "school.enrolled"]
    assert letters(klavdia) == ["school.request_received", "school.waitlisted"]


def test_a_refusal_is_told_with_its_reason_and_only_once(fond, anna, zhanna):
    row = enrol(run_of(fond, admission="request"), anna)
    refuse(row, by=zhanna, reason="Набираем команды из трёх человек.")
    assert fresh(row) == "refused"
    assert Letter.objects.get(kind="school.request_refused").data["reason"] == "Набираем команды из трёх человек."
    with pytest.raises(NotAllowed):
        approve(row, by=zhanna)


def test_only_a_request_is_approved(fond, anna, zhanna):
    row = enrol(run_of(fond), anna)
    leave(row, by=anna)
    with pytest.raises(NotAllowed):
        approve(row, by=zhanna)
    assert fresh(row) == "withdrawn"


def test_nobody_is_admitted_to_a_closed_run_or_to_a_second_one(fond, anna, zhanna):
    asked = enrol(run_of(fond, admission="request"), anna)
    other = run_of(fond, code="drugoy")
    enrol_by_hand(other, anna, by=zhanna)
    assert fresh(asked) == "withdrawn"
    late = run_of(fond, code="tretiy", admission="request")
    CourseRun.objects.filter(pk=late.pk).update(status="archived")
    with pytest.raises(EnrolmentRefused) as refusal:
        enrol_by_hand(late, make_person("olga@example.org", "Седова", "Ольга", "PER"), by=zhanna)
    assert refusal.value.why == "closed"


# — by hand and by invitation —


def test_by_hand_with_a_consent_one_studies_without_it_one_is_invited(fond, anna, klavdia, zhanna):
    run = run_of(fond)
    agree(anna)
    hers, other = enrol_by_hand(run, anna, by=zhanna), enrol_by_hand(run, klavdia, by=zhanna)
    assert (hers.status, other.status) == ("active", "invited")
    assert (letters(anna), letters(klavdia)) == (["school.enrolled"], ["school.invited"])
    assert enrol_by_hand(run, klavdia, by=zhanna).pk == other.pk
    assert enrol(run, klavdia).status == "active"
    assert consents.has(klavdia, "school")


def test_by_hand_other_waits_of_the_course_close_and_their_seats_go_on(fond, anna, klavdia, zhanna):
    kept, other = run_of(fond, seats=1), run_of(fond, code="drugoy")
    invited = enrol_by_hand(kept, anna, by=zhanna)
    waiting = enrol(kept, klavdia)
    agree(anna)
    enrol_by_hand(other, anna, by=zhanna)
    assert (fresh(invited), fresh(waiting)) == ("withdrawn", "active")


def test_a_full_run_puts_in_line_and_never_past_who_waits(fond, anna, klavdia, boris, zhanna):
    run = run_of(fond, seats=1)
    enrol(run, anna)
    first, second = enrol(run, boris), enrol_by_hand(run, klavdia, by=zhanna)
    assert (first.status, second.status) == ("waitlisted", "waitlisted")
    CourseRun.objects.filter(pk=run.pk).update(seats=2)
    late = enrol_by_hand(run, make_person("olga@example.org", "Седова", "Ольга", "PER"), by=zhanna)
    assert late.status == "waitlisted"
    assert promote_left() == 1
    assert [fresh(row) for row in (first, second, late)] == ["active", "waitlisted", "waitlisted"]


def test_who_waits_by_a_list_gets_an_invitation_and_not_a_seat_without_consent(fond, anna, klavdia, zhanna):
    run = run_of(fond, seats=1)
    hers, listed = enrol(run, anna), enrol_by_hand(run, klavdia, by=zhanna)
    leave(hers, by=anna)
    assert fresh(listed) == "invited"
    assert letters(klavdia) == ["school.waitlisted", "school.invited"]


def test_an_invitation_lives_fourteen_days_and_its_seat_goes_on(fond, anna, klavdia, zhanna):
    run = run_of(fond, seats=1)
    invited, waiting = enrol_by_hand(run, klavdia, by=zhanna), enrol(run, anna)
    now = timezone.now()
    assert withdraw_stale_invitations(now + timedelta(days=13, hours=23)) == 0
    assert withdraw_stale_invitations(now + timedelta(days=14, minutes=1)) == 1
    assert (fresh(invited), fresh(waiting)) == ("withdrawn", "active")


def test_an_invitation_does_not_run_out_while_nobody_has_called(fond, klavdia, zhanna):
    row = enrol_by_hand(run_of(fond), klavdia, by=zhanna)
    letter = Letter.objects.get(kind="school.invited")
    call = PhoneCall.objects.create(letter=letter, person=klavdia, name="Клавдия", phone="+79990000011", say="Место ждёт.")
    later = timezone.now() + timedelta(days=15)
    assert withdraw_stale_invitations(later) == 0
    PhoneCall.objects.filter(pk=call.pk).update(state="gave_up", at=timezone.now())
    assert withdraw_stale_invitations(later) == 1
    assert fresh(row) == "withdrawn"


def test_who_was_invited_by_a_list_is_not_forgotten_in_a_day(fond, zhanna):
    person = User.objects.create_user("novaya@example.org", last_name="Новая", first_name="Инна")
    User.objects.filter(pk=person.pk).update(date_joined=timezone.now() - timedelta(days=3))
    assert person in nameless()
    row = enrol_by_hand(run_of(fond), person, by=zhanna)
    assert person not in nameless()
    cancel_wait(row, by=zhanna, reason="Ошибка в списке.")
    assert person in nameless()


# — out of turn —


def test_a_place_out_of_turn_is_given_over_the_seats_with_its_reason(fond, anna, boris, klavdia, zhanna):
    run = run_of(fond, seats=1)
    enrol(run, anna)
    first, second = enrol(run, boris), enrol(run, klavdia)
    give_place(second, by=zhanna, reason="Одна на весь район.")
    assert (fresh(first), fresh(second)) == ("waitlisted", "active")
    assert Entry.objects.about(second).last().reason == "Одна на весь район."
    with pytest.raises(NotAllowed):
        give_place(second, by=zhanna, reason="Ещё раз.")


def test_the_seats_of_a_group_bind_too(fond, anna, boris, klavdia):
    run = run_of(fond)
    kirov = Group.objects.create(run=run, title="Киров", region=region("KIR"), seats=1)
    hers, his, other = enrol(run, anna), enrol(run, boris), enrol(run, make_person("o@example.org", "Седова", "Ольга", "PER"))
    assert [row.status for row in (hers, his, other)] == ["active", "waitlisted", "active"]
    assert (hers.group, his.group) == (kirov, kirov)
    leave(hers, by=anna)
    assert fresh(his) == "active"


def test_who_studies_elsewhere_holds_nobody_up(fond, anna, boris, klavdia, zhanna):
    full = run_of(fond, seats=1)
    hers = enrol(full, anna)
    stuck = enrol(full, boris)
    other = run_of(fond, code="drugoy")
    row = Enrolment.objects.create(user=boris, run=other, course=other.course, status="active", active_from=timezone.now())
    waiting = enrol(full, klavdia)
    leave(hers, by=anna)
    assert (fresh(stuck), fresh(waiting), fresh(row)) == ("waitlisted", "active", "active")


@pytest.mark.parametrize("people", [3, 30])
def test_promoting_costs_the_same_with_three_and_thirty_in_line(fond, people, django_assert_num_queries):
    run = run_of(fond, seats=1)
    for number, person in enumerate(people_of("PER", people)):
        moment = timezone.now() + timedelta(seconds=number)
        Enrolment.objects.create(user=person, run=run, course=run.course, status="waitlisted", queue_at=moment)
    first = Enrolment.objects.earliest("queue_at")
    agree(first.user)
    with django_assert_num_queries(25):
        assert promote_left() == 1
    assert fresh(first) == "active"


# — places —


def test_suspended_keeps_the_seat_and_resumes_without_a_new_one(fond, anna, boris, zhanna):
    run = run_of(fond, seats=1)
    row, waiting = enrol(run, anna), enrol(run, boris)
    suspend(row, by=zhanna, reason="Уехала в поле.")
    assert (fresh(row), fresh(waiting)) == ("suspended", "waitlisted")
    resume(row, by=zhanna)
    assert fresh(row) == "active"
    with pytest.raises(NotAllowed):
        resume(row, by=zhanna)


def test_expelling_frees_the_seat_and_restoring_needs_one(fond, anna, boris, zhanna):
    run = run_of(fond, seats=1)
    row, waiting = enrol(run, anna), enrol(run, boris)
    complete_lesson(row, RunItem.objects.get(run=run, position=1), actor=anna)
    expel(row, by=zhanna, reason="Чужая работа.")
    assert (fresh(row), fresh(waiting)) == ("expelled", "active")
    with pytest.raises(PlaceRefused) as refusal:
        restore(row, by=zhanna, reason="Разобрались.")
    assert (refusal.value.why, fresh(row)) == ("no_room", "expelled")
    expel(waiting, by=zhanna, reason="По просьбе.")
    restore(row, by=zhanna, reason="Разобрались.")
    assert fresh(row) == "active"
    assert ActivityProgress.objects.filter(enrolment=row).count() == 1
    assert letters(anna).count("school.enrolled") == 2


def test_nobody_is_restored_past_who_waits(fond, anna, boris, zhanna):
    run = run_of(fond, seats=1)
    row = enrol(run, anna)
    expel(row, by=zhanna, reason="Пропала.")
    Enrolment.objects.create(user=boris, run=run, course=run.course, status="waitlisted", queue_at=timezone.now())
    with pytest.raises(PlaceRefused) as refusal:
        restore(row, by=zhanna, reason="Нашлась.")
    assert refusal.value.why == "no_room"


def test_a_lapsed_invitation_is_restored_as_an_invitation(fond, klavdia, zhanna):
    row = enrol_by_hand(run_of(fond), klavdia, by=zhanna)
    withdraw_stale_invitations(timezone.now() + timedelta(days=15))
    restore(row, by=zhanna, reason="Дозвонились.")
    assert fresh(row) == "invited"
    assert LearningEvent.objects.filter(enrolment=row, verb="enrolled").count() == 2
    assert letters(klavdia) == ["school.invited", "school.invited"]


def test_restoring_who_studies_in_another_run_is_refused_in_words(fond, anna, zhanna):
    row = enrol(run_of(fond), anna)
    expel(row, by=zhanna, reason="Ошибка.")
    enrol_by_hand(run_of(fond, code="drugoy"), anna, by=zhanna)
    with pytest.raises(PlaceRefused) as refusal:
        restore(row, by=zhanna, reason="Назад.")
    assert refusal.value.why == "other_run"


def test_a_completed_course_is_reopened_only_without_a_valid_certificate(fond, anna, zhanna):
    row = graduate(run_of(fond, certificate="hand", self_paced=False, starts="2026-03-01T07:00Z"), anna)
    certificate = issue(row, by=zhanna)
    with pytest.raises(NotAllowed):
        resume(row, by=zhanna)
    with pytest.raises(PlaceRefused) as refusal:
        reopen(row, by=zhanna, reason="Досдаст работу.")
    assert refusal.value.why == "certificate"
    revoke(Certificate.objects.get(pk=certificate.pk), by=zhanna, reason="Ошибка.")
    reopen(row, by=zhanna, reason="Досдаст работу.")
    assert fresh(row) == "active"


def test_a_request_is_taken_back_by_the_school(fond, anna, zhanna):
    row = enrol(run_of(fond, admission="request"), anna)
    cancel_wait(row, by=zhanna, reason="Передумала, позвонила.")
    assert fresh(row) == "withdrawn"
    with pytest.raises(NotAllowed):
        cancel_wait(row, by=zhanna, reason="Ещё раз.")


def test_moving_to_a_group_needs_its_seat_and_frees_the_old_one(fond, anna, boris, zhanna):
    run = run_of(fond)
    kirov = Group.objects.create(run=run, title="Киров", region=region("KIR"), seats=1)
    common = Group.objects.get(run=run, region=None)
    hers, his = enrol(run, anna), enrol(run, boris)
    move_to_group(hers, common, by=zhanna, reason="Живёт в Перми.")
    assert (fresh(hers), fresh(his)) == ("active", "active")
    assert (hers.group, his.group) == (common, kirov)
    with pytest.raises(PlaceRefused):
        move_to_group(hers, kirov, by=zhanna)
    assert [entry.verb for entry in Entry.objects.about(hers)] == ["active", "moved_to_group"]


def test_moving_to_another_run_keeps_what_was_passed_and_carries_requests(fond, anna, boris, zhanna):
    spring, autumn = run_of(fond, code="vesna", seats=1), run_of(fond, code="osen")
    row, waiting = enrol(spring, anna), enrol(spring, boris)
    first, second, _third = RunItem.objects.filter(run=spring).order_by("position")
    complete_lesson(row, first, actor=anna)
    asked = ask_time(row, second, TimeWish("Отчёт"), by=anna)
    Extension.objects.create(item=second, enrolment=row, extra_minutes=10, reason="Связь", by=zhanna)
    move_to_run(row, autumn, by=zhanna, reason="Не успевает весной.")
    row.refresh_from_db()
    assert (row.run, row.status, row.group.run) == (autumn, "active", autumn)
    assert fresh(waiting) == "active"
    assert ActivityProgress.objects.get(enrolment=row).state == "completed"
    asked.refresh_from_db()
    assert asked.item.run == autumn
    assert Extension.objects.get().item.run == autumn
    assert ExtensionRequest.objects.filter(state="open").count() == 1


def test_a_full_or_a_known_run_takes_nobody_over(fond, anna, boris, zhanna):
    spring, autumn = run_of(fond, code="vesna"), run_of(fond, code="osen", seats=1)
    row = enrol(spring, anna)
    enrol(autumn, boris)
    with pytest.raises(PlaceRefused) as full:
        move_to_run(row, autumn, by=zhanna, reason="Осенью.")
    winter = run_of(fond, code="zima")
    Enrolment.objects.create(user=anna, run=winter, course=winter.course, status="withdrawn")
    with pytest.raises(PlaceRefused) as known:
        move_to_run(row, winter, by=zhanna, reason="Зимой.")
    assert (full.value.why, known.value.why) == ("no_room", "known_there")
    assert fresh(row) == "active"
