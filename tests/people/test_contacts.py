"""«Почта или телефон»: what is taken, in which spelling, and what is said of the rest."""

import pytest
from django.core.exceptions import ValidationError

from core.contacts import Contact, masked, parse


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Anna@Yandex.RU ", Contact(email="anna@yandex.ru")),
        ("почта@пример.рф", None),
        ("anna@Пример.рф", Contact(email="anna@xn--e1afmkfd.xn--p1ai")),
        ("8 (342) 212-34-56", Contact(phone="+73422123456")),
        ("9123456789", Contact(phone="+79123456789")),
        ("+7 912 345 67 89", Contact(phone="+79123456789")),
        ("+375 29 123-45-67", Contact(phone="+375291234567")),
    ],
)
def test_one_spelling_for_one_address(typed, kept):
    if kept is None:
        with pytest.raises(ValidationError):
            parse(typed)
    else:
        assert parse(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("аnna@yandex.ru", "а здесь русские: «а»"),
        ("anna@yаndex.ru", "смешаны русские и латинские буквы"),
        ("anna", "Напишите почту"),
        ("12345", "11 цифр"),
        ("anna@@yandex", "Проверьте адрес почты"),
        ("@yandex.ru", "должен быть знак @"),
        ("anna@yandex.ru,boris@yandex.ru", "Проверьте адрес почты"),
    ],
)
def test_what_is_wrong_is_said(typed, said):
    with pytest.raises(ValidationError) as error:
        parse(typed)
    assert said in error.value.messages[0]


def test_lists_show_masked_contacts():
    assert [masked(one) for one in ("anna@example.org", "+79123456789", "")] == ["a…@example.org", "+7\u00a0…\u00a067-89", ""]
