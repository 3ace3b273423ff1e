"""The whole course of one learner: every open line with its page, and what is left out and why (living-people §4)."""

import base64
import re
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from school.calculators.programme import Line
from school.models import AssignmentPage, Enrolment, LessonPage, QuizPage
from school.models.outline import learners_programme
from school.services.paper_test import PaperTest, paper_test
from school.states import EnrolmentStatus

LIMIT = 3 * 1024 * 1024
FOR_WORDS = 200 * 1024  # kept free for the text that comes after the pictures
PICTURE = re.compile(r"<picture>.*?</picture>|<img\b[^>]*>", re.DOTALL)
SOURCE = re.compile(r'(?:srcset|src)="([^"\s,]+)')
ALT = re.compile(r'alt="([^"]*)"')
SCRIPT = re.compile(r"<script\b.*?</script>|<link\b[^>]*>", re.DOTALL)
TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}


@dataclass(frozen=True)
class Part:
    """A line of the programme with its page, and the paper test where it is a quiz."""

    line: Line
    page: LessonPage | QuizPage | AssignmentPage
    test: PaperTest | None = None


@dataclass(frozen=True)
class Whole:
    """Parts by module, and what is left out: (title, why)."""

    modules: list[tuple[str, list[Part]]]
    left_out: list[tuple[str, str]] = field(default_factory=list)


def whole_course(enrolment: Enrolment) -> Whole:
    """Everything this learner may read today. Five queries and three for each quiz."""
    shown = learners_programme(enrolment)
    keys = [line.item.activity_id for line in shown.lines if line.open and line.live]
    pages = {page.translation_key: page for kind in (LessonPage, QuizPage, AssignmentPage) for page in _pages(kind, keys)}
    left_out = [(line.item.title, line.why_closed or _("Материал обновляется.")) for line in shown.lines
                if line.item.activity_id not in pages]  # fmt: skip
    modules = []
    for module in shown.modules:
        parts = [_part(enrolment, line, pages) for line in module.lines if line.item.activity_id in pages]
        if parts:
            modules.append((module.title, parts))
    videos = [(child.value["title"], _("Видео смотрят на сайте; расшифровка здесь.")) for page in pages.values()
              for child in getattr(page, "body", []) if child.block_type == "video"]  # fmt: skip
    files = [(page.title, _("Файлы к уроку скачайте на сайте.")) for page in pages.values()
             if any(child.block_type == "files" for child in getattr(page, "body", []))]  # fmt: skip
    return Whole(modules, [*left_out, *videos, *files])


def one_file(html: str, css: str) -> tuple[str, list[str]]:
    """The page as a file that opens from a disk: pictures inside while there is room, addresses whole, no scripts.

    Returns it and the alt texts of pictures that did not fit.
    """
    room = LIMIT - FOR_WORDS - len(css.encode()) - len(PICTURE.sub("", html).encode())
    missing: list[str] = []

    def inside(found: re.Match) -> str:
        nonlocal room
        alt = ALT.search(found[0])
        words = alt[1] if alt else ""
        data = _data(found[0])
        if data is None or len(data) > room:
            missing.append(words)
            return f"<p><em>{escape(_('Картинка'))}: {words}</em></p>"
        room -= len(data)
        return f'<img src="{data}" alt="{words}">'

    body = PICTURE.sub(inside, SCRIPT.sub("", html))
    body = re.sub(r'href="/(?!/)', f'href="{settings.SITE_URL}/', body)
    return body.replace("</head>", f"<style>{css}</style></head>", 1), missing


def _pages(kind: type, keys: list) -> list:
    return list(kind.objects.live().filter(translation_key__in=keys, locale__language_code="ru"))


def _part(enrolment: Enrolment, line: Line, pages: dict) -> Part:
    page = pages[line.item.activity_id]
    studies = enrolment.status in {EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED}
    asks = isinstance(page, QuizPage) and studies and not line.done and not line.waits_for_mentor
    return Part(line, page, paper_test(enrolment, page) if asks else None)


def _data(tag: str) -> str | None:
    """The smallest usable picture of a tag as a data address; None where there is none of ours on the disk."""
    for address in SOURCE.findall(tag):
        path = unquote(address).removeprefix(settings.SITE_URL)
        kind = TYPES.get(path.rpartition(".")[2].lower())
        if kind and path.startswith(settings.MEDIA_URL):
            name = path.removeprefix(settings.MEDIA_URL)
            if default_storage.exists(name):
                with default_storage.open(name) as file:
                    return f"data:{kind};base64,{base64.b64encode(file.read()).decode()}"
    return None
