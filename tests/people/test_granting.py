"""Giving and ending roles: group, scope, history, letter, and everything ends at the next request."""

import pytest
from django.test import Client

from core.models import Entry, Letter
from people import roles
from people.models import User
from people.rules import has_role
from people.services.roles import RoleRefused, end_role, grant_role
from regions.models import CoordinatorScope, Region
from regions.scope import scope_of


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_coordinator_gets_group_scope_region_group_history_and_a_letter(anna, irina):
    perm = Region.objects.get(code="RU-PER")
    grant_role(anna, roles.COORDINATORS, regions=[perm], by=irina, reason="Приказ № 5")
    her = again(anna)
    assert (has_role(her, roles.COORDINATORS), scope_of(her)) == (True, frozenset({perm.pk}))
    assert set(her.groups.values_list("name", flat=True)) == {roles.COORDINATORS, "Координаторы: Пермский край"}
    entry = Entry.objects.get(verb="role_granted")
    assert (entry.actor, entry.person, entry.reason, entry.now["regions"]) == (irina, anna, "Приказ № 5", ["RU-PER"])
    assert Letter.objects.get(kind="people.role_granted").to == "anna@example.org"


def test_given_twice_nothing_changes(anna, irina):
    for _time in range(2):
        grant_role(anna, roles.MENTORS, by=irina, reason="Договор")
    assert Entry.objects.filter(verb="role_granted").count() == 1


def test_a_coordinator_needs_a_region_and_nobody_gives_roles_to_oneself(anna, irina, boris):
    for user, by in ((anna, irina), (irina, irina), (anna, boris)):
        with pytest.raises(RoleRefused):
            grant_role(user, roles.COORDINATORS, by=by, reason="Так")
    assert not CoordinatorScope.objects.filter(user=anna).exists()


def test_9_an_ended_role_is_gone_at_the_next_request(boris, irina, anna):
    client = Client()
    client.force_login(boris)
    assert client.get("/dashboard/people/").status_code == 200
    end_role(boris, roles.COORDINATORS, by=irina, reason="Ушёл")
    assert client.get("/dashboard/people/")["Location"].startswith("/accounts/login/")
    client.force_login(again(boris))
    assert client.get("/dashboard/people/").status_code == 404
    scope = CoordinatorScope.objects.get(user=boris)
    assert (scope.until is not None, scope_of(again(boris))) == (True, frozenset())


def test_one_region_of_two_ends_and_the_role_stays(boris, irina):
    perm, kir = Region.objects.get(code="RU-PER"), Region.objects.get(code="RU-KIR")
    grant_role(boris, roles.COORDINATORS, regions=[perm], by=irina, reason="Ещё край")
    end_role(boris, roles.COORDINATORS, regions=[perm], by=irina, reason="Передал")
    assert (has_role(again(boris), roles.COORDINATORS), scope_of(again(boris))) == (True, frozenset({kir.pk}))


def test_only_the_technical_superuser_sees_users_and_groups_in_the_admin(irina, egor, db):
    root = User.objects.create_superuser("root@example.org")
    for user, expected in ((irina, 302), (egor, 302), (root, 200)):
        client = Client()
        client.force_login(user)
        assert [client.get(f"/admin/{name}/").status_code for name in ("users", "groups")] == [expected, expected]


def test_every_permission_of_the_table_exists_and_was_granted(group):
    from people.permissions import table

    for role, names in table().items():
        granted = {f"{one.content_type.app_label}.{one.codename}" for one in group.objects.get(name=role).permissions.all()}
        assert names <= granted


def test_letters_are_signed_by_the_living_phone_of_the_readers_region(anna, boris, irina):
    from core.mail.kinds import kind_of
    from regions.living import forget
    from regions.models import CoordinatorCard

    scope = CoordinatorScope.objects.get(user=boris)
    CoordinatorCard.objects.create(scope=scope, name="Борис Ильич Кочкин", phone="+78330001201", is_public=True)
    forget()
    grant_role(anna, roles.MENTORS, by=irina, reason="Договор")
    letter = Letter.objects.get(kind="people.role_granted")
    text = kind_of(letter.kind).make(letter).text
    assert "Борис Ильич Кочкин" in text
    assert "+7\u00a0833\u00a0000-12-01" in text
    forget()
