"""Lines that every paper has: its number with the day, and where it is checked."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.models.papers import AbstractEdition
from core.moments import day
from core.templatetags.words import phone as shown


def number_line(edition: AbstractEdition) -> str:
    """«№ 26-2-00042 от 14 мая 2026 г.», with a newer edition's own number and day; papers are in Russian."""
    with translation.override("ru"):
        line = _("№ %(number)s от %(day)s") % {"number": edition.paper.number, "day": day(edition.paper.issued_at)}
        if edition.n > 1:
            line += _(", редакция %(n)s от %(day)s") % {"n": edition.n, "day": day(edition.at)}
    return line


def check_line(edition: AbstractEdition, phone: str = "") -> str:
    """«Проверить: fms.example/c, номер 26-2-00042, или по телефону +7 342 000-00-00»."""
    with translation.override("ru"):
        words = {"host": urlsplit(settings.SITE_URL).netloc, "number": edition.paper.number, "phone": shown(phone)}
        line = _("Проверить: %(host)s/c, номер %(number)s") % words
        return line + (_(", или по телефону %(phone)s") % words if phone else "")
