"""Templates are short, name their context, and use only classes the style sheet knows."""

import re
from pathlib import Path

from django.conf import settings

from core import assets, styleguide

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = TEMPLATES / "components"
PAGES = [path for path in sorted(TEMPLATES.rglob("*.html")) if "emails" not in path.parts]
MOST_LINES = 120


def test_no_template_is_longer_than_a_screen_and_a_half() -> None:
    long = [str(path.relative_to(TEMPLATES)) for path in PAGES if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]
    assert long == []


def test_every_component_names_its_context_in_the_first_line() -> None:
    assert [path.name for path in sorted(COMPONENTS.glob("*.html")) if not styleguide.Sample(path.stem).about] == []


def test_every_component_stands_in_the_styleguide() -> None:
    shown = {name for _title, names in styleguide.GROUPS for name in names} | styleguide.PARTS
    assert shown == {path.stem for path in COMPONENTS.glob("*.html")}


def test_every_sample_belongs_to_a_component() -> None:
    names = {path.stem for path in COMPONENTS.glob("*.html")} | {"frame"}
    assert {path.stem for path in (COMPONENTS / "samples").glob("*.json")} <= names


def test_frame_reads_no_person() -> None:
    """A name or a right in the frame would make every page private."""
    frame = ["base.html", *(f"components/{name}.html" for name in ("header", "footer", "languages", "crumbs"))]
    personal = re.compile(r"\b(?:request\.user|user\.|perms\.|csrf_token)")
    assert [name for name in frame if personal.search((TEMPLATES / name).read_text(encoding="utf-8"))] == []


def is_of_the_admin(path: Path) -> bool:
    return path.read_text(encoding="utf-8").startswith('{% extends "wagtailadmin/')


def test_classes_written_out_are_classes_known() -> None:
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", assets.style_sheet()))
    named = re.compile(r'class="([^"]*)"')
    words = re.compile(r"{[%{].*?[%}]}")
    unknown = {
        f"{path.relative_to(TEMPLATES)}: {name}"
        for path in PAGES
        if "wagtailadmin" not in path.parts and not is_of_the_admin(path)  # its classes are Wagtail's own
        for found in named.findall(path.read_text(encoding="utf-8"))
        # What a template tag completes («st--{{ kind }}») is not a whole name.
        for name in re.sub(r"\S*\0\S*", " ", words.sub("\0", found)).split()
        if name not in known
    }
    assert sorted(unknown) == []
