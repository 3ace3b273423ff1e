"""The people of the house: who they are is told in spec platform §2; Клавдия has a card and no e-mail."""

import pytest
from django.contrib.auth.models import Group

from people.models import User
from people.services.roles import region_group
from regions.models import CoordinatorScope, Region


def make_person(email: str | None, last_name: str, first_name: str, region: str | None = None, **fields: object) -> User:
    """A welcomed person of a region (by code without «RU-»)."""
    from django.utils import timezone

    return User.objects.create_user(
        email,
        last_name=last_name,
        first_name=first_name,
        region=Region.objects.get(code=f"RU-{region}") if region else None,
        welcomed_at=timezone.now(),
        **fields,
    )


def give_role(user: User, name: str) -> User:
    user.groups.add(Group.objects.get(name=name))
    return user


def coordinates(user: User, region: str) -> User:
    """Makes the user a coordinator of a region, with its scope and its group."""
    give_role(user, "Региональные координаторы")
    home = Region.objects.get(code=f"RU-{region}")
    user.groups.add(region_group(home))
    CoordinatorScope.objects.create(user=user, region=home)
    return user


@pytest.fixture
def anna(db: None) -> User:
    return make_person("anna@example.org", "Соловьёва", "Анна", "KIR", patronymic="Викторовна")


@pytest.fixture
def boris(db: None) -> User:
    return coordinates(make_person("boris@example.org", "Кочкин", "Борис", "KIR", patronymic="Ильич"), "KIR")


@pytest.fixture
def vera(db: None) -> User:
    return coordinates(make_person("vera@example.org", "Тиунова", "Вера", "PER", patronymic="Павловна"), "PER")


@pytest.fixture
def galina(db: None) -> User:
    return give_role(make_person("galina@example.org", "Ярина", "Галина", "SAM"), "Эксперты")


@pytest.fixture
def egor(db: None) -> User:
    return give_role(make_person("egor@example.org", "Мальцев", "Егор", "PER"), "Редакторы")


@pytest.fixture
def dmitry(db: None) -> User:
    return give_role(make_person("dmitry@example.org", "Орлов", "Дмитрий", "NIZ"), "Наставники")


@pytest.fixture
def zhanna(db: None) -> User:
    return give_role(make_person("zhanna@example.org", "Лаптева", "Жанна", "PER"), "Методисты")


@pytest.fixture
def zoya(db: None) -> User:
    return give_role(make_person("zoya@example.org", "Быкова", "Зоя", "PER"), "Организаторы")


@pytest.fixture
def irina(db: None) -> User:
    return give_role(make_person("irina@example.org", "Гусева", "Ирина", "PER"), "Администраторы")


@pytest.fixture
def klavdia(db: None) -> User:
    return make_person(None, "Попова", "Клавдия", "KIR", phone="+79990000011")
