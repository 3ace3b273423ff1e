"""Compiled catalogues say what the written ones say (spec: platform §2)."""

from pathlib import Path

import polib
import pytest
from django.conf import settings

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).rglob("*.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_compiled_catalogue_is_the_written_one(path: Path) -> None:
    written = {(one.msgctxt, one.msgid): (one.msgstr, one.msgstr_plural) for one in polib.pofile(str(path)).translated_entries()}
    compiled = {(one.msgctxt, one.msgid): (one.msgstr, one.msgstr_plural) for one in polib.mofile(str(path.with_suffix(".mo")))}
    assert compiled == written


def test_every_language_has_a_catalogue() -> None:
    assert {path.parts[-3] for path in CATALOGUES} >= {code for code, _name in settings.LANGUAGES if code != "ru"}
