"""Catalogues of translations: collecting the strings of the house, writing them into .po, compiling .mo. Needs no gettext.

Python is read by its own grammar, templates by Django's `templatize`. Russian is the source, so `locale/ru` holds nothing.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

CALLS = {  # where in the arguments: context, singular, plural
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
STRING = r"""[uU]?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING})(?:\s*,\s*({STRING}))?(?:\s*,\s*({STRING}))?", re.S)
SKIPPED = {"migrations", "management", "demo", "loading"}
SOURCE_LANGUAGE = "ru"


class Message(NamedTuple):
    """A string to translate; `plural` and `context` may be empty."""

    context: str
    text: str
    plural: str = ""


Found = dict[Message, list[str]]


def collect(root: Path | None = None) -> Found:
    """All strings of apps and templates with the files where they stand, in the order of the files."""
    root = root or settings.BASE_DIR
    found: Found = {}
    for path in _sources(root):
        messages = of_python(path.read_text(encoding="utf-8")) if path.suffix == ".py" else of_template(path.read_text("utf-8"))
        for message in messages:
            places = found.setdefault(message, [])
            if (place := path.relative_to(root).as_posix()) not in places:
                places.append(place)
    return found


def of_python(source: str) -> Iterator[Message]:
    """Strings in calls of gettext's family, under whatever names the file imports it."""
    tree = ast.parse(source)
    names = {name: name for name in CALLS} | _aliases(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = names.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
        if name:
            yield from _message(name, [one.value if isinstance(one, ast.Constant) else None for one in node.args])


def of_template(source: str) -> Iterator[Message]:
    """Strings of translate, blocktranslate and _() of a template or of a text letter."""
    for match in IN_TEMPLATE.finditer(templatize(source)):
        yield from _message(match.group(1).replace("_", "gettext"), [ast.literal_eval(one) for one in match.groups()[1:] if one])


def merge(found: Found, path: Path) -> tuple[int, list[str]]:
    """Bring a .po file up to the strings of the house; what is translated stays, what nobody says any longer goes.

    Returns (number of all, those not translated). Writes the file only if something changed.
    """
    catalogue = polib.pofile(str(path), wrapwidth=120)
    before = str(catalogue)
    known = {Message(one.msgctxt or "", one.msgid, one.msgid_plural): one for one in catalogue if not one.obsolete}
    catalogue.clear()
    for message, places in found.items():
        entry = known.get(message) or _entry(message)
        entry.occurrences = [(place, "") for place in places]
        entry.flags = ["python-format"] if re.search(r"%\(\w+\)[sd]", message.text) else []
        catalogue.append(entry)
    if str(catalogue) != before:
        catalogue.save()
    return len(catalogue), [entry.msgid for entry in catalogue.untranslated_entries()]


def catalogues() -> list[Path]:
    """The .po files of all languages."""
    return sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


def compile_all(paths: Iterable[Path] = ()) -> list[Path]:
    """Write the .mo file beside each .po whose content differs; returns those written."""
    written = []
    for path in paths or catalogues():
        compiled, target = polib.pofile(str(path)).to_binary(), path.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled:
            target.write_bytes(compiled)
            written.append(target)
    return written


def _sources(root: Path) -> Iterator[Path]:
    folders = [path.parent for path in sorted(root.glob("*/apps.py"))]
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*.py")) if not SKIPPED & set(path.relative_to(root).parts))
    for ending in ("html", "txt", "xml"):
        yield from sorted((root / "templates").rglob(f"*.{ending}"))


def _aliases(tree: ast.Module) -> dict[str, str]:
    """{"_": "gettext_lazy"} of `from django.utils.translation import gettext_lazy as _`; `_` is gettext where it is not said."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"]
    found = {one.asname: one.name for node in imports for one in node.names if one.asname and one.name in CALLS}
    return {"_": "gettext"} | found


def _message(name: str, arguments: list[object]) -> Iterator[Message]:
    context, text, plural = (_argument(arguments, place) for place in CALLS[name])
    if text:
        yield Message(context, text, plural)


def _argument(arguments: list[object], place: int | None) -> str:
    if place is None or place >= len(arguments) or not isinstance(arguments[place], str):
        return ""
    return str(arguments[place])


def _entry(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context or None, msgid=message.text, msgid_plural=message.plural)
    if message.plural:
        entry.msgstr_plural = {0: "", 1: ""}
    return entry
