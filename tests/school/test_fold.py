"""Progress is the fold of events: the same for any order and repeats, up only but for a mark by hand, rebuilt as it was."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from school.calculators.fold import fold
from school.models import ActivityProgress, Grade, RunItem
from school.models.learning import Verb
from school.services.enrolling import enrol
from school.services.learning import complete_lesson
from school.services.progress import settle
from school.states import PROGRESS_ORDER
from tests.factories.people import consent_document
from tests.factories.school import course, run_of

FIRST = datetime(2026, 9, 1, tzinfo=UTC)
STATES = [str(state) for state in PROGRESS_ORDER]


@dataclass(frozen=True)
class Told:
    """A learning event, as the fold reads it."""

    event_id: uuid.UUID
    verb: str
    occurred_at: datetime
    data: dict = field(default_factory=dict)
    source: str = "self"


def told(number: int, state: str | None, *, by_hand: bool = False, undoes: uuid.UUID | None = None) -> Told:
    data = {name: value for name, value in (("state", state), ("undoes", str(undoes) if undoes else None)) if value is not None}
    return Told(uuid.UUID(int=number), "overrode" if by_hand else "completed", FIRST + timedelta(hours=number), data)


EVENTS = st.lists(st.tuples(st.sampled_from([None, *STATES]), st.booleans()), max_size=8).map(
    lambda rows: [told(number, state, by_hand=by_hand) for number, (state, by_hand) in enumerate(rows, 1)]
)


@given(EVENTS.flatmap(lambda events: st.tuples(st.just(events), st.permutations([*events, *events]))))
def test_order_and_repeats_change_nothing(told_and_mixed):
    events, mixed = told_and_mixed
    assert fold(mixed) == fold(events)


@given(st.lists(st.sampled_from(STATES), min_size=1, max_size=8))
def test_without_a_mark_by_hand_it_goes_up_only(states):
    events = [told(number, state) for number, state in enumerate(states, 1)]
    reached = [STATES.index(fold(events[:length]).state) for length in range(1, len(events) + 1)]
    assert reached == sorted(reached)
    assert reached[-1] == max(map(STATES.index, states))


@given(EVENTS)
def test_an_event_taken_back_is_as_if_it_had_never_been(events):
    extra = told(90, "passed")
    undoing = told(91, None, undoes=extra.event_id)
    assert fold([*events, extra, undoing]).state == fold(events).state


def test_a_mark_by_hand_takes_down_and_a_later_deed_raises_again():
    done, down, again = told(1, "passed"), told(2, "", by_hand=True), told(3, "completed")
    assert [fold(events).state for events in ([done], [done, down], [done, down, again])] == ["passed", None, "completed"]


def test_rows_are_rebuilt_from_events_as_they_were(anna, db):
    consent_document("school")
    run = run_of(course())
    enrolment = enrol(run, anna)
    item = RunItem.objects.filter(run=run).select_related("activity").order_by("position")[0]
    complete_lesson(enrolment, item, actor=anna)
    facts = ("state", "source", "completed_at", "event_id")
    before = ActivityProgress.objects.values_list(*facts).get()
    ActivityProgress.objects.all().delete()
    settle(enrolment, item.activity)
    assert ActivityProgress.objects.values_list(*facts).get() == before
    assert (Grade.objects.count(), enrolment.events.filter(verb=Verb.COMPLETED).count()) == (0, 1)
