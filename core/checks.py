"""System checks of the ground floor: what would work half-way is told before the start (spec: platform §3)."""

from pathlib import Path

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

OLDEST_POSTGRES = 150_000


def languages_have_catalogues(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """A language of the site without its compiled catalogue would answer in Russian under a foreign address."""
    return [
        Error(f"Язык {code} есть в LANGUAGES, а файла {path} нет.", hint="make messages", id="core.E001")
        for code, _name in settings.LANGUAGES
        for path in [Path(settings.LOCALE_PATHS[0]) / code.replace("-", "_") / "LC_MESSAGES" / "django.mo"]
        if code != settings.LANGUAGE_CODE and not path.exists()
    ]


def languages_are_known(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """A language Django does not know by name breaks every page with a switcher."""
    strangers = [code for code, _name in settings.LANGUAGES if code not in LANG_INFO]
    return [Error(f"Языка {code} нет в LANG_INFO.", hint="cms/settings/base.py", id="core.E004") for code in strangers]


def database_is_fit(app_configs: object, databases: list[str] | None = None, **kwargs: object) -> list[CheckMessage]:
    """PostgreSQL young enough and at READ COMMITTED: the guard counts wrongly at any other level (spec: reliability §4)."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            level = cursor.fetchone()[0]
        if level != "read committed":
            found.append(Error(f"База {alias} работает на уровне «{level}», нужен READ COMMITTED.", id="core.E002"))
        if connection.pg_version < OLDEST_POSTGRES:
            found.append(Error(f"База {alias}: нужен PostgreSQL 15 или новее.", id="core.E003"))
    return found


def connect() -> None:
    """Called once from CoreConfig.ready."""
    register(languages_have_catalogues, Tags.translation)
    register(database_is_fit, Tags.database)
