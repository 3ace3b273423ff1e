"""The School tells, exports and erases what it keeps about a person."""

from people.services.erasure import erase_person
from school.models import Enrolment, SelfCheckAnswer
from school.services.enrolling import enrol
from school.services.personal import describe, export
from tests.factories.school import course, run_of


def test_a_learner_is_told_and_erased_and_the_seat_goes_to_the_next(anna, klavdia):
    run = run_of(course(), seats=1)
    hers, next_in_line = enrol(run, anna), enrol(run, klavdia)
    assert "учится" in describe(anna)[0].lines[0]
    assert export(anna).data["enrolments"][0]["status"] == "учится"
    erase_person(anna, by=None, reason="Просьба человека")
    hers.refresh_from_db()
    next_in_line.refresh_from_db()
    assert (hers.status, hers.motivation, next_in_line.status) == ("withdrawn", "", "active")
    assert SelfCheckAnswer.objects.filter(enrolment=hers).count() == 0
    assert str(Enrolment.objects.get(pk=hers.pk).user) == "Удалённый участник"
