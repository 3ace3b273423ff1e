"""Without its dictionary the site would find Russian words in one form only: better not to start."""

from importlib.util import find_spec
from pathlib import Path

from django.core.checks import CheckMessage, Error, register

DICTIONARY = "pymorphy3_dicts_ru"


def dictionary_is_there(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """The dictionary of Russian forms is installed whole; it is not loaded here (38 MB)."""
    spec = find_spec(DICTIONARY)
    folder = Path(spec.origin).parent / "data" if spec and spec.origin else None
    if folder and (folder / "words.dawg").exists():
        return []
    return [
        Error(
            f"Нет словаря русских слов ({DICTIONARY}): поиск не найдёт «сёл» по «село».",
            hint="make setup",
            id="core.E010",
        )
    ]


def connect() -> None:
    """Called once from CoreConfig.ready."""
    register(dictionary_is_there)
