"""Attempts as pure sums: what is picked, until when, what attempts bring, what of the key may be seen."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.calculators.attempts import (
    AttemptPolicy,
    FeedbackRule,
    Slot,
    Tried,
    attempts_left,
    by_policy,
    deadline,
    is_over,
    minutes_left,
    next_start,
    passes,
    pick,
    score_of,
    shortages,
    shows_right,
    tally,
)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ONE = Decimal(1)
shares = st.decimals(0, 1, places=4)
points = st.decimals("0.01", 100, places=2)
tried = st.lists(
    st.builds(Tried, st.integers(1, 50), shares, points, st.just(Decimal(100)), st.booleans()),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.number,
)


@st.composite
def quizzes(draw: st.DrawFn) -> list[Slot]:
    made = []
    for _slot in range(draw(st.integers(1, 6))):
        pool = tuple(sorted(draw(st.sets(st.integers(1, 20), max_size=12))))
        named = draw(st.booleans()) and bool(pool)
        made.append(Slot(ONE, pool[:1] if named else pool, 1 if named else draw(st.integers(1, 8)), named))
    return made


@given(quizzes(), st.sets(st.integers(1, 20)), st.integers(0, 2**62))
def test_a_pick_is_the_same_again_asks_nothing_twice_and_stays_in_its_pools(slots, seen, seed):
    picked = pick(slots, seen, Random(seed))
    assert picked == pick(slots, seen, Random(seed))
    asked = [one.question for one in picked]
    assert len(asked) == len(set(asked)) <= sum(slot.count for slot in slots)
    assert set(asked) <= {question for slot in slots for question in slot.pool}
    assert {slot.pool[0] for slot in slots if slot.named} <= set(asked)


@given(st.sets(st.integers(1, 30), min_size=1), st.sets(st.integers(1, 30)), st.integers(1, 10), st.integers(0, 2**62))
def test_questions_not_met_before_come_first(pool, seen, count, seed):
    asked = {one.question for one in pick([Slot(ONE, tuple(sorted(pool)), count)], seen, Random(seed))}
    assert len(asked) == min(count, len(pool))
    assert len(asked - seen) == min(count, len(pool - seen))


@given(quizzes(), st.integers(0, 2**62))
def test_nothing_is_short_where_a_quiz_may_be_published(slots, seed):
    named = [slot.pool for slot in slots if slot.named]
    if not shortages(slots) and len(named) == len(set(named)) and len([slot for slot in slots if not slot.named]) < 2:
        assert len(pick(slots, (), Random(seed))) == sum(slot.count for slot in slots)


def test_a_wide_category_leaves_the_narrow_one_its_questions():
    wide, narrow = Slot(ONE, tuple(range(1, 9)), 6), Slot(ONE, (1, 2), 2)
    assert shortages([wide, narrow]) == []
    for seed in range(50):
        assert len(pick([wide, narrow], (), Random(seed))) == 8


def test_a_short_category_is_told_with_what_it_has():
    assert shortages([Slot(ONE, (1, 2, 3, 4), 6), Slot(ONE, (9,), 1, named=True), Slot(ONE, (), 1, named=True)]) == [
        (0, 4),
        (2, 0),
    ]


@given(tried)
def test_the_policy_never_gives_more_than_the_best_nor_less_than_the_worst(attempts):
    low, high = min(one.share for one in attempts), max(one.share for one in attempts)
    for policy in AttemptPolicy:
        result = by_policy(policy, attempts)
        assert low <= result.share <= high
        assert 0 <= result.raw <= result.max
    assert by_policy("best", attempts).share == high


@given(tried, st.randoms())
def test_the_policy_does_not_depend_on_the_order_in_which_attempts_are_read(attempts, random):
    mixed = list(attempts)
    random.shuffle(mixed)
    assert [by_policy(policy, mixed) for policy in AttemptPolicy] == [by_policy(policy, attempts) for policy in AttemptPolicy]


@given(tried, shares)
def test_one_more_attempt_never_lowers_the_best(attempts, share):
    more = [*attempts, Tried(99, share, share * 100, Decimal(100))]
    assert by_policy("best", more).share >= by_policy("best", attempts).share
    assert by_policy("first", more) == by_policy("first", attempts)
    assert by_policy("last", more).number == 99


def test_what_each_policy_takes():
    attempts = [
        Tried(number, Decimal(share), Decimal(share) * 10, Decimal(10)) for number, share in ((1, ".4"), (2, ".9"), (3, ".5"))
    ]
    assert [by_policy(policy, attempts).share for policy in ("best", "last", "first", "average")] == [
        Decimal(".9"), Decimal(".5"), Decimal(".4"), Decimal(".6"),
    ]  # fmt: skip
    assert by_policy("average", attempts).raw == Decimal("6.00")
    assert by_policy("best", []) is None


@given(st.lists(st.tuples(points, shares), max_size=40))
def test_points_add_up_and_the_share_is_a_share(rows):
    marked = [(worth, score_of(share, worth)) for worth, share in rows]
    assert all(0 <= score <= worth for worth, score in marked)
    sums = tally(marked)
    assert sums.raw == sum((score for _worth, score in marked), Decimal(0))
    assert 0 <= sums.share <= 1
    if rows and all(score == worth for worth, score in marked):
        assert sums.share == 1
    assert tally([*marked, (Decimal(1), None)]).raw == sums.raw


def test_time_is_start_and_minutes_but_never_past_the_last_date():
    assert deadline(NOON, None, 0, None) is None
    assert deadline(NOON, 30, 10, None) == NOON + timedelta(minutes=40)
    assert deadline(NOON, 30, 0, NOON + timedelta(minutes=5)) == NOON + timedelta(minutes=5)
    assert deadline(NOON, None, 10, NOON) == NOON


@pytest.mark.parametrize(("seconds", "over"), [(-1, False), (0, False), (60, False), (61, True)])
def test_a_minute_of_grace_for_what_was_on_its_way(seconds, over):
    assert is_over(NOON + timedelta(seconds=seconds), NOON) is over
    assert is_over(NOON, None) is False


def test_minutes_left_are_whole_and_never_below_nothing():
    assert minutes_left(NOON, NOON + timedelta(seconds=119)) == 1
    assert minutes_left(NOON, NOON - timedelta(hours=1)) == 0


def test_attempts_left_and_the_hour_of_the_next():
    assert [attempts_left(None, 5, 9), attempts_left(2, 1, 2), attempts_left(2, 0, 5)] == [None, 1, 0]
    assert next_start(NOON, 24) == NOON + timedelta(days=1)
    assert (next_start(None, 24), next_start(NOON, None)) == (None, None)


def test_the_pass_mark_is_reached_exactly_or_not_at_all():
    assert passes(Decimal("0.6"), 60)
    assert not passes(Decimal("0.5999"), 60)
    assert passes(Decimal(0), None)


@pytest.mark.parametrize("rule", FeedbackRule)
@given(passed=st.booleans(), left=st.none() | st.integers(0, 3), hard=st.none() | st.booleans())
def test_right_answers_are_never_shown_while_an_attempt_runs(rule, passed, left, hard):
    assert shows_right(rule, passed=passed, left=left, running=True, hard_over=hard) is False
    shown = shows_right(rule, passed=passed, left=left, running=False, hard_over=hard)
    if rule == FeedbackRule.AFTER_PASS or (rule == FeedbackRule.AFTER_HARD and hard is None):
        assert shown == (passed or left == 0)
    else:
        assert shown == (rule == FeedbackRule.AT_ONCE or hard)
