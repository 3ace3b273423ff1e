"""Texts of Moodle XML made plain, with the pictures that lie beside them."""

import base64
import binascii
from urllib.parse import unquote

from django.utils.translation import gettext as _

from core.plain import one_line
from school.exchange.moodle_node import Node
from school.exchange.parsed import Drawing
from school.exchange.words import plain

MAX_PICTURE = 2 * 1024 * 1024
FORMS = {"html": "html", "markdown": "markdown", "plain_text": "plain"}
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


class Wording:
    """Makes texts plain; `notes`: (line, what was lost); `drawing`: the first picture of the question's own text."""

    def __init__(self) -> None:
        self.notes: list[tuple[int, str]] = []
        self.drawing: Drawing | None = None

    def of(self, node: Node | None, *, keep_picture: bool = False) -> str:
        """The plain text of a node; its files are kept or named as lost."""
        if node is None:
            return ""
        words = plain(node.text_of(""), FORMS.get(node.attributes.get("format", ""), ""))
        alts = {unquote(address).rpartition("/")[2]: alt for address, alt in words.pictures}
        named = set()
        for file in node.all("file"):
            name = one_line(file.attributes.get("name", ""), 120) or "?"
            named.add(name)
            if not (keep_picture and self.drawing is None and self._keep(file, name, alts.get(name, ""))):
                self.lose(file.line, _("файл «%s» не перенесён") % name)
        for address, _alt in words.pictures:
            if unquote(address).rpartition("/")[2] not in named:
                self.lose(node.line, _("картинка по ссылке не перенесена"))
        for lost in words.lost:
            self.lose(node.line, lost)
        return words.text

    def lose(self, line: int, what: str) -> None:
        """Remember what was lost, once."""
        if (line, what) not in self.notes:
            self.notes.append((line, what))

    def _keep(self, file: Node, name: str, alt: str) -> bool:
        if not name.lower().endswith(PICTURES) or file.attributes.get("encoding") != "base64":
            return False
        try:
            body = base64.b64decode("".join(file.text.split()), validate=True)
        except (binascii.Error, ValueError):
            return False
        if not 0 < len(body) <= MAX_PICTURE:
            return False
        self.drawing = Drawing(name, body, one_line(alt, 250))
        return True
