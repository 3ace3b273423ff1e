"""Moodle XML: questions with lines, their first picture kept; other kinds and files named as lost (spec: school §7)."""

from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from django.utils.translation import gettext as _

from core.plain import one_line
from school.exchange.decoding import refuse_size
from school.exchange.gift import category_names
from school.exchange.moodle_answers import READERS, Unreadable
from school.exchange.moodle_node import Node
from school.exchange.moodle_words import Wording
from school.exchange.parsed import BadSource, Sheet, question_of

MAX_DEPTH = 30
MAX_NODES = 2000  # of one question
FORBIDDEN = _("В файле есть определение типа (DTD) или сущности: такие файлы не принимаются. Выгрузите вопросы из Moodle заново.")


def read_moodle_xml(body: bytes) -> Sheet:
    """Questions of a Moodle XML file. Raises BadSource for what is no such file, has a DTD or is over the limits."""
    refuse_size(len(body))
    target = _Target()
    parser = XMLParser(target=target, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    target.line_now = lambda: parser.parser.CurrentLineNumber
    try:
        parser.feed(body)
        parser.close()
    except DefusedXmlException:
        raise BadSource(str(FORBIDDEN)) from None
    except ParseError as error:
        line = error.position[0]
        raise BadSource(_("Файл XML обрывается или испорчен: строка %d.") % line) from None
    except (ValueError, LookupError):
        raise BadSource(_("Не разобрать, в какой кодировке сохранён файл. Сохраните его в UTF-8.")) from None
    if not target.is_quiz:
        raise BadSource(_("Это XML, но не вопросы из Moodle: в нём нет раздела quiz."))
    return target.sheet


class _Target:
    """Builds a small tree for each <question>, reads it and lets it go."""

    def __init__(self) -> None:
        self.sheet, self.category = Sheet(), []
        self.stack: list[Node] = []
        self.depth = self.nodes = 0
        self.is_quiz = False
        self.line_now = lambda: 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise BadSource(_("Файл XML вложен глубже, чем бывает у Moodle: строка %d.") % self.line_now())
        if self.depth == 1:
            self.is_quiz = tag == "quiz"
        if not self.stack and tag != "question":
            return
        self.nodes = self.nodes + 1 if self.stack else 1
        if self.nodes > MAX_NODES:
            raise BadSource(_("В одном вопросе слишком много частей: строка %d.") % self.line_now())
        node = Node(tag, dict(attributes), self.line_now())
        if self.stack:
            self.stack[-1].children.append(node)
        self.stack.append(node)

    def data(self, text: str) -> None:
        if self.stack:
            self.stack[-1].pieces.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if not self.stack:
            return
        node = self.stack.pop()
        if not self.stack:
            self._question(node)

    def close(self) -> None:
        """Nothing is left to do."""

    def _question(self, node: Node) -> None:
        kind = node.attributes.get("type", "")
        if kind == "category":
            self.category = category_names(node.text_of("category"))
            return
        title = one_line(node.text_of("name"), 250)
        shown = title or _("без названия")
        read = READERS.get(kind)
        if read is None:
            words = {"title": shown, "kind": one_line(kind, 30) or "?"}
            self.sheet.note(node.line, _("«%(title)s»: вид «%(kind)s» не переносится, вопрос пропущен.") % words, lost=True)
            return
        say = Wording()
        try:
            ours, data = read(node, say)
        except Unreadable as error:
            self.sheet.note(node.line, f"«{shown}»: {error}", lost=True)
            return
        text = say.of(node.child("questiontext"), keep_picture=True)
        tags = [tag.text_of("") for group in node.all("tags") for tag in group.all("tag")]
        explanation = say.of(node.child("generalfeedback"))
        question = question_of(
            node.line,
            ours,
            text,
            data,
            title=title,
            explanation=explanation,
            category=self.category,
            tags=tags,
            drawing=say.drawing,
        )
        self.sheet.add(question)
        for line, lost in say.notes:
            self.sheet.note(line or node.line, f"«{question.title}»: {lost}.")
