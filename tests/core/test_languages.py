import re
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from core import languages
from core.checks import languages_are_known, languages_have_catalogues

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


def test_path_and_its_language():
    assert languages.split("/tt/praktiki/") == ("tt", "/praktiki/")
    assert languages.split("/praktiki/") == ("ru", "/praktiki/")
    assert languages.split("/tt") == ("tt", "/")
    assert languages.split("/ttt/") == ("ru", "/ttt/")
    assert languages.split("/ru/") == ("ru", "/ru/")
    assert languages.split("/") == ("ru", "/")


def test_the_same_screen_in_another_language():
    assert languages.everywhere("/en/poisk/") == {
        "ru": "/poisk/",
        "en": "/en/poisk/",
        "tt": "/tt/poisk/",
        "ba": "/ba/poisk/",
        "udm": "/udm/poisk/",
    }


def test_switcher_leads_to_translations_or_home():
    links = languages.switcher("en", {"ru": "/sad/", "en": "/en/sad/"})
    assert [(one.name, one.url, one.current, one.translated) for one in links] == [
        ("Русский", "/sad/", False, True),
        ("English", "/en/sad/", True, True),
        ("Татарча", "/tt/", False, False),
        ("Башҡортса", "/ba/", False, False),
        ("Удмурт кыл", "/udm/", False, False),
    ]


def test_hreflang_of_live_translations_and_the_default():
    assert languages.hreflangs({"ru": "/sad/", "ba": "/ba/sad/"}, "https://example.org") == [
        ("ru", "https://example.org/sad/"),
        ("ba", "https://example.org/ba/sad/"),
        ("x-default", "https://example.org/sad/"),
    ]
    assert languages.hreflangs({"ru": "/sad/"}) == []


def test_name_of_a_row_falls_back_to_russian():
    row = SimpleNamespace(name="Спорт", name_tt="Спорт төре", name_ba="")
    assert [languages.name_of(row, code) for code in ("ru", "tt", "ba")] == ["Спорт", "Спорт төре", "Спорт"]
    with translation.override("tt"):
        assert (languages.name_of(row), languages.lang_attribute("ru"), languages.lang_attribute("tt")) == (
            "Спорт төре",
            "ru",
            "",
        )


@pytest.mark.parametrize("code", languages.codes())
def test_every_language_is_known_to_django(code):
    assert translation.check_for_language(code)
    name = Template("{% load i18n %}{% get_language_info for code as info %}{{ info.name_local }}").render(
        Context({"code": code})
    )
    assert languages.own_name(code).lower().split()[0] == name.lower()


def test_every_language_has_both_catalogues():
    assert [path.parts[-3] for path in CATALOGUES] == sorted(languages.codes())
    assert languages_have_catalogues(None) == []


def test_a_language_without_catalogue_stops_the_start(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    assert {one.id for one in languages_have_catalogues(None)} == {"core.E001"}


def test_a_language_without_a_name_stops_the_start(settings):
    settings.LANGUAGES = [("ru", "Русский"), ("xx", "Незнакомый")]
    assert [one.id for one in languages_are_known(None)] == ["core.E004"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_the_written_one(path):
    written = {(one.msgctxt, one.msgid): one.msgstr or one.msgstr_plural for one in polib.pofile(str(path)).translated_entries()}
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    assert {(one.msgctxt, one.msgid): one.msgstr or one.msgstr_plural for one in compiled} == written
    assert compiled.metadata["Plural-Forms"] == polib.pofile(str(path)).metadata["Plural-Forms"]


def test_the_english_catalogue_has_no_holes():
    """English does not fall back to anything readable for an English reader; tt, ba and udm fall back to Russian."""
    english = polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / "en/LC_MESSAGES/django.po"))
    assert [one.msgid for one in english.untranslated_entries()] == []


def test_english_plurals_have_two_forms_and_placeholders_are_kept():
    english = polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / "en/LC_MESSAGES/django.po"))
    forms = [one for one in english if re.fullmatch(r"[а-яё ]+(,[а-яё][а-яё ]*){2}", one.msgid)]
    assert [one.msgid for one in forms if len(one.msgstr.split(",")) != 2] == []
    marks = re.compile(r"%\(\w+\)[sd]|%[sd]")
    assert [one.msgid for one in english if sorted(marks.findall(one.msgid)) != sorted(marks.findall(one.msgstr))] == []
