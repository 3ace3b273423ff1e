"""A course as a Word file: leaving is possible (living-people §4)."""

import io
import re
from html import unescape

import docx
from django.utils.translation import gettext as _

from school.models import CoursePage

PARTS = re.compile(r"<(p|li|h[2-6])\b[^>]*>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def course_docx(course: CoursePage) -> bytes:
    """Published modules and activities in order; pictures, files and videos are named, questions live in the bank (GIFT)."""
    document = docx.Document()
    document.core_properties.title = course.title
    document.add_heading(_plain(course.title), 0)
    known = None
    for module, page in course.parts():
        if module != known:
            document.add_heading(_plain(module.title), 1)
            known = module
        document.add_heading(_plain(page.title), 2)
        if getattr(page, "summary", ""):
            document.add_paragraph(_plain(page.summary))
        for child in [*getattr(page, "intro", []), *getattr(page, "brief", []), *getattr(page, "body", [])]:
            _put(document, child)
        if page.kind == "quiz":
            document.add_paragraph(_("Вопросы теста хранятся в банке: их можно выгрузить в GIFT."))
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def _put(document: docx.document.Document, child: object) -> None:
    if child.block_type == "heading":
        document.add_heading(_plain(child.value), 3)
        return
    if child.block_type == "self_check":
        document.add_paragraph(f"{_('Проверьте себя')}: {_plain(child.value['question'])}")
        for option in child.value["options"]:
            document.add_paragraph(_plain(option["text"]), style="List Bullet")
        return
    if child.block_type == "video":
        document.add_paragraph(f"{_('Видео')}: {_plain(child.value['title'])}, {child.value['url']}")
        document.add_paragraph(_plain(child.value["transcript"]))
        return
    html = child.render()
    found = PARTS.findall(html) or [("p", html)]
    for tag, inner in found:
        if words := _plain(inner):
            document.add_paragraph(words, style="List Bullet" if tag == "li" else None)


def _plain(html: object) -> str:
    """Words without tags and without signs that XML does not take."""
    return " ".join(unescape(TAG.sub(" ", UNFIT.sub("", str(html)))).split())
