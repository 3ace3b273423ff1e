"""HTML that is the same for everybody, made once: `{% load parts %}{% part "practice" page.pk living_phone %}…{% endpart %}`.

`{% frame … %}…{% endframe %}` is a part that depends on the words named and on nothing else, so it shortens no page's life;
inside it `{{ here }}` is the address of the page, ready for a query, set anew on each page.
"""

import re
from urllib.parse import quote

from django import template
from django.template import Context
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from core.parts import kept

register = template.Library()
GAP = re.compile(r">\s*\n\s*<")
HERE = "\ue000"  # a private sign: no text of the site holds it


class PartNode(template.Node):
    """The words after the name are all that the inside depends on, beside the language and what is published."""

    def __init__(self, inside: NodeList, words: list[FilterExpression]) -> None:
        self.nodelist, self.words = inside, words

    def render(self, context: Context) -> SafeString:
        return kept(context.get("request"), self.key(context), lambda: self.made(context))

    def made(self, context: Context) -> SafeString:
        """The inside without the indentation between tags: it is a fiftieth of a page's weight."""
        return mark_safe(GAP.sub(">\n<", self.nodelist.render(context)))

    def key(self, context: Context) -> tuple[object, ...]:
        return tuple(word.resolve(context) for word in self.words)


class FrameNode(PartNode):
    """What stands around every page; the page's own address is the only thing put into it afterwards."""

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        with context.push(here=HERE):
            html = kept(request, self.key(context), lambda: self.made(context), ages=False)
        return mark_safe(html.replace(HERE, quote(request.path) if request else ""))


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    """Ends with {% endpart %}."""
    return PartNode(*inside(parser, token))


@register.tag
def frame(parser: Parser, token: Token) -> FrameNode:
    """Ends with {% endframe %}."""
    return FrameNode(*inside(parser, token))


def inside(parser: Parser, token: Token) -> tuple[NodeList, list[FilterExpression]]:
    """What stands between the two tags, and the words of the first."""
    name, *words = token.split_contents()
    known = [parser.compile_filter(word) for word in words]
    nodes = parser.parse((f"end{name}",))
    parser.delete_first_token()
    return nodes, known
