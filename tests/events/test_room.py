"""Counting places: reserves, caps, over-reserving, moves (spec: events §4)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from events.room import Line, Room, Seat, newcomer_fits

NOW = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
LATER, EARLIER = NOW + dt.timedelta(days=1), NOW - dt.timedelta(days=1)
PERM, KIROV, UDMURTIA = 1, 2, 3


def room(lines: list[Line], *seats: Seat, now: dt.datetime = NOW) -> Room:
    return Room(lines, list(seats), now)


def test_no_quota_means_no_limit() -> None:
    assert room([]).left(Seat(1)) is None


def test_places_are_counted_from_people() -> None:
    assert room([Line(1, "places", 3)], Seat(1, PERM), Seat(1, KIROV)).left(Seat(1)) == 1


def test_a_lowered_quota_throws_nobody_out_and_lets_nobody_in() -> None:
    assert room([Line(1, "places", 1)], Seat(1, people=4)).left(Seat(1)) == 0


def test_a_reserve_keeps_places_for_its_region_until_its_date() -> None:
    lines = [Line(1, "places", 10), Line(2, "reserve", 4, region=KIROV, within=1, released_at=LATER)]
    full = room(lines, Seat(1, PERM, people=6))
    assert full.left(Seat(1, PERM)) == 0
    assert full.left(Seat(1, KIROV)) == 4


def test_a_released_reserve_is_open_to_all() -> None:
    lines = [Line(1, "places", 10), Line(2, "reserve", 4, region=KIROV, within=1, released_at=EARLIER)]
    assert room(lines, Seat(1, PERM, people=6)).left(Seat(1, PERM)) == 4


def test_people_over_the_reserve_take_common_places() -> None:
    lines = [Line(1, "places", 10), Line(2, "reserve", 2, region=KIROV, within=1, released_at=LATER)]
    counted = room(lines, Seat(1, KIROV, people=5))
    assert counted.left(Seat(1, KIROV)) == 5
    assert counted.left(Seat(1, PERM)) == 5


def test_caps_of_region_and_organisation() -> None:
    lines = [Line(1, "places", 30), Line(2, "per_region", 3), Line(3, "per_organisation", 2)]
    counted = room(lines, Seat(1, PERM, "родник", 2))
    assert counted.left(Seat(1, PERM, "родник")) == 0
    assert counted.left(Seat(1, PERM, "мост")) == 1
    assert counted.left(Seat(1, KIROV)) == 3


def test_another_region_has_no_cap_of_its_own() -> None:
    assert room([Line(1, "per_region", 1)], Seat(1, None, people=5)).left(Seat(1, None)) is None


def test_a_quota_of_one_option_does_not_limit_another() -> None:
    lines = [Line(1, "places", 1, frozenset({1})), Line(2, "places", 5)]
    counted = room(lines, Seat(1))
    assert counted.left(Seat(1)) == 0
    assert counted.left(Seat(2)) == 4


def test_a_newcomer_waits_only_if_somebody_waiting_would_take_the_place() -> None:
    lines = [Line(1, "places", 2, frozenset({1})), Line(2, "places", 1, frozenset({2}))]
    assert newcomer_fits(room(lines, Seat(1)), [Seat(1, people=3)], Seat(1)) is False
    assert newcomer_fits(room(lines, Seat(1)), [Seat(1, people=3)], Seat(2)) is True


def test_uses_say_taken_kept_free() -> None:
    lines = [Line(1, "places", 10), Line(2, "reserve", 4, region=KIROV, within=1, released_at=LATER)]
    whole, reserve = room(lines, Seat(1, PERM, people=3), Seat(1, KIROV)).uses()
    assert (whole.taken, whole.kept, whole.free) == (4, 3, 3)
    assert (reserve.taken, reserve.kept, reserve.free) == (1, 3, 3)


seats = st.builds(Seat, st.sampled_from([1, 2]), st.sampled_from([PERM, KIROV, UDMURTIA, None]), st.sampled_from(["", "а", "б"]))
sizes = st.integers(0, 8)


@given(st.lists(seats, max_size=40), sizes, sizes, sizes, sizes)
def test_no_quota_is_ever_exceeded_by_people_who_were_let_in(
    asking: list[Seat], size: int, kept: int, cap: int, own: int
) -> None:
    lines = [
        Line(1, "places", size),
        Line(2, "reserve", kept, region=KIROV, within=1, released_at=LATER),
        Line(3, "per_region", cap),
        Line(4, "per_organisation", own, frozenset({1})),
    ]
    counted = room(lines)
    let_in = []
    for seat in asking:
        if counted.fits(seat):
            counted.take(seat)
            let_in.append(seat)
    assert len(let_in) <= size
    outside_reserve = [seat for seat in let_in if seat.region != KIROV]
    assert len(outside_reserve) <= max(0, size - kept) or kept > size
    for name in (PERM, KIROV, UDMURTIA):
        assert sum(seat.region == name for seat in let_in) <= cap
    for name in ("а", "б"):
        assert sum(seat.organisation == name and seat.option == 1 for seat in let_in) <= own
