"""The words of a letter: three templates under templates/emails/, one context, the language and zone of the reader."""

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.template import Context, loader
from django.utils import timezone, translation

from core.mail.kinds import Content
from core.mail.signature import signature_of
from core.models.letters import Letter
from core.plain import many_lines, one_line

SUBJECT_LIMIT = 250


def content(name: str, letter: Letter, context: dict, attachments: Sequence[tuple[str, str, bytes]] = ()) -> Content:
    """Render templates/emails/<app>/<letter>/{subject.txt,body.txt,body.html}; `name` is «app/letter» or the kind «app.letter».

    The context also gets letter, site_url, site_name, signature (name, role, phone, tel, hours), can_answer, and in the bodies
    subject; `stop_url` in it (mass letters) gives the line «Не присылать таких писем».
    The text version is never HTML-escaped; the html one always is. Attachments: (file name, media type, bytes).
    """
    folder = f"emails/{name.replace('.', '/')}"
    with translation.override(letter.language or "ru"), timezone.override(reader_zone(letter)):
        signature = signature_of(letter)
        words = {
            "letter": letter,
            "site_url": settings.SITE_URL,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "signature": signature,
            "can_answer": bool(letter.reply_to or signature.reply_to or settings.EMAIL_REPLY_TO),
        } | context
        subject = one_line(_plain(f"{folder}/subject.txt", words), SUBJECT_LIMIT)
        words["subject"] = subject
        text = many_lines(_plain(f"{folder}/body.txt", words))
        html = loader.render_to_string(f"{folder}/body.html", words)
    return Content(subject, re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", html.strip(), list(attachments))


def reader_zone(letter: Letter) -> ZoneInfo:
    """The reader's zone, Moscow where the stored name is unknown."""
    try:
        return ZoneInfo(letter.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def _plain(template: str, words: dict) -> str:
    """A text template without HTML escaping: «Rossi & Co» must not become «Rossi &amp; Co»."""
    return loader.get_template(template).template.render(Context(words, autoescape=False))
