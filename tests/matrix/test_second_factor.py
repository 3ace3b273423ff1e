"""Working screens ask for the second factor of whoever has none yet: no door may forget it (spec: platform §6)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.matrix.table import EVERYBODY, LINES, Line
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
STAFF = set(EVERYBODY.split()) - {"anna"}
# Where a person with a role is a learner or a reader like everybody else.
AS_PEOPLE = {"people", "account", "core", "dashboard:cabinet"}


def works_here(line: Line) -> str:
    """Somebody let in by a role alone, or nothing: what is open to everybody is no working screen."""
    let = set(line.let.split())
    if not let or let >= STAFF or line.name.partition(":")[0] in AS_PEOPLE or line.name in AS_PEOPLE:
        return ""
    return next(iter(sorted(let & STAFF)), "")


@pytest.mark.parametrize("line", [line for line in LINES if works_here(line)], ids=lambda line: line.name)
def test_who_has_no_second_factor_sets_it_up_first(
    line: Line, world: World, browsers: dict[str, Client], settings: object
) -> None:
    settings.STAFF_MFA = True
    answer = getattr(browsers[works_here(line)], line.method)(reverse(line.name, args=line.args(world)), line.data(world))
    assert (answer.status_code, answer.get("Location", "").partition("?")[0]) == (302, reverse("mfa_activate_totp"))
