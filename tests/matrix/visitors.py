"""Who visits the addresses of the matrix; who they are in the house is told in tests/cast.py."""

from functools import partial

from people.models import User
from tests.cast import coordinates, give_role, make_person


def _with(role: str, name: str, surname: str, first: str, code: str) -> User:
    return give_role(make_person(f"{name}@example.org", surname, first, code), role)


# Тихон is the technical superuser.
PEOPLE = {
    "anna": lambda: make_person("anna@example.org", "Соловьёва", "Анна", "KIR", patronymic="Викторовна"),
    "boris": lambda: coordinates(make_person("boris@example.org", "Кочкин", "Борис", "KIR"), "KIR"),
    "vera": lambda: coordinates(make_person("vera@example.org", "Тиунова", "Вера", "PER"), "PER"),
    "galina": partial(_with, "Эксперты", "galina", "Ярина", "Галина", "SAM"),
    "dmitry": partial(_with, "Наставники", "dmitry", "Орлов", "Дмитрий", "NIZ"),
    "egor": partial(_with, "Редакторы", "egor", "Мальцев", "Егор", "PER"),
    "zhanna": partial(_with, "Методисты", "zhanna", "Лаптева", "Жанна", "PER"),
    "zoya": partial(_with, "Организаторы", "zoya", "Быкова", "Зоя", "PER"),
    "irina": partial(_with, "Администраторы", "irina", "Гусева", "Ирина", "PER"),
    "tikhon": lambda: make_person("tikhon@example.org", "Сторожев", "Тихон", "PER", is_superuser=True),
}
