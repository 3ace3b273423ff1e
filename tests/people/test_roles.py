from django.contrib.auth.models import Group

from people import roles
from regions.models import Region
from regions.scope import ALL, scope_of


def test_groups_are_the_roles_and_nothing_else(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ALL)


def test_scope_of_a_coordinator_is_the_own_region(boris, vera):
    assert scope_of(boris) == frozenset({Region.objects.get(code="RU-KIR").pk})
    assert scope_of(vera) == frozenset({Region.objects.get(code="RU-PER").pk})


def test_scope_of_an_administrator_is_all_and_of_a_learner_nothing(irina, anna):
    assert scope_of(irina) == ALL
    assert scope_of(anna) == frozenset()
