"""Every letter is complete: subject, text and html, in Russian, without pictures, scripts and foreign hosts (house style)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates" / "emails"
LETTERS = sorted({path.parent for path in FOLDER.glob("*/*/*") if path.is_file()})
FRAME = sorted(FOLDER.rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("folder", LETTERS, ids=name)
def test_a_letter_has_its_three_files(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} >= {"subject.txt", "body.txt", "body.html"}


@pytest.mark.parametrize("folder", LETTERS, ids=name)
def test_a_subject_is_one_short_line_and_the_frames_are_ours(folder: Path) -> None:
    subject = re.sub(r"{%.*?%}|{#.*?#}", "", (folder / "subject.txt").read_text(encoding="utf-8")).strip()
    assert "\n" not in subject
    for ending in ("txt", "html"):
        body = (folder / f"body.{ending}").read_text(encoding="utf-8")
        assert re.search(r'{% extends "emails/[\w/]*\.' + ending + '" %}', body)


@pytest.mark.parametrize("path", FRAME, ids=name)
def test_no_pictures_scripts_or_foreign_hosts(path: Path) -> None:
    html = path.read_text(encoding="utf-8").lower()
    found = re.findall(r"<(?:img|script|link|style|table|iframe)\b|src=|url\(|href=\"https?://", html)
    assert found == []
