"""Every field of ours has a Russian name and a sentence that says what good looks like; every model a Russian name."""

import re

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from django.utils.translation import override
from wagtail.models import Page

LATIN_ALLOWED = re.compile(
    r"\b(e-mail|PDF|QR|ID|IP|URL|ISO|ФМС-ЛАБ|SHA-256|JSON|HTML|VK|CSV|XLSX|Rutube|RuTube|TOTP|UTC)\b", re.IGNORECASE
)


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if (settings.BASE_DIR / model._meta.app_label).is_dir()]


def own_fields(model: type[Model]) -> list[Field]:
    """Fields written by us: not made by Django itself, not inherited from a library's model."""
    libraries = [base for base in model.__mro__ if not is_ours(base) and hasattr(base, "_meta")]
    foreign = {field.name for base in libraries for field in base._meta.local_fields}
    return [
        field
        for field in model._meta.local_fields
        if not field.auto_created and field.name not in foreign and not getattr(field.remote_field, "parent_link", False)
    ]


def is_ours(kind: type) -> bool:
    return (settings.BASE_DIR / kind.__module__.split(".")[0]).is_dir()


def is_russian(text: str) -> bool:
    rest = LATIN_ALLOWED.sub("", text)
    return bool(re.search("[а-яё]", rest, re.IGNORECASE)) and not re.search("[a-z]{2,}", rest, re.IGNORECASE)


def test_models_are_called_in_russian() -> None:
    with override("ru"):
        names = {model.__name__: (str(model._meta.verbose_name), str(model._meta.verbose_name_plural)) for model in our_models()}
    assert [name for name, (one, many) in names.items() if not is_russian(one) or not is_russian(many)] == []


def test_fields_are_called_in_russian() -> None:
    with override("ru"):
        found = [
            f"{model.__name__}.{field.name}"
            for model in our_models()
            for field in own_fields(model)
            if not is_russian(str(field.verbose_name))
        ]
    assert found == []


def test_what_people_edit_is_explained() -> None:
    """Fields that an editor or a form may show; what only the program writes needs no advice."""
    with override("ru"):
        found = [
            f"{model.__name__}.{field.name}"
            for model in our_models()
            if issubclass(model, Page)
            for field in own_fields(model)
            if field.editable and field.name not in {"locale", "translation_key"} and not str(field.help_text).strip()
        ]
    assert found == []


def test_advice_is_a_sentence() -> None:
    with override("ru"):
        found = [
            f"{model.__name__}.{field.name}: {field.help_text}"
            for model in our_models()
            for field in own_fields(model)
            if str(field.help_text).strip() and not re.search(r"[.!?»:)]$", str(field.help_text).strip())
        ]
    assert found == []
