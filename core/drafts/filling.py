"""Fill the form on a page of ours with what was kept, in its HTML: so that no view has to know (spec: reliability §11)."""

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

SKIPPED = {"hidden", "password", "file", "submit", "button", "image", "reset"}


@dataclass
class FoundForm:
    """A form on the page: where it begins, which fields it has, what its hidden fields say."""

    start: int
    number: int
    sends_to: set[str]
    names: set[str] = field(default_factory=set)
    hidden: list[tuple[str, str]] = field(default_factory=list)


class Reader(HTMLParser):
    """Walks through a page and knows at each tag its place in the text and the form it stands in."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html, self.path = html, path
        self.lines = [0]
        for line in html.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.forms: list[FoundForm] = []
        self.form: FoundForm | None = None

    @property
    def place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def run(self) -> None:
        self.feed(self.html)
        self.close()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = FoundForm(self.place, len(self.forms), {self.path_of(given.get("action", ""))})
            if given.get("method", "").lower() == "post":
                self.forms.append(self.form)
        elif self.form is not None:
            self.note(given)
            self.handle_field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None

    def note(self, given: dict[str, str]) -> None:
        """Remember a field or a button of the form the reader is in."""
        if "formaction" in given:
            self.form.sends_to.add(self.path_of(given["formaction"]))
        if name := given.get("name"):
            if given.get("type") == "hidden":
                self.form.hidden.append((name, given.get("value", "")))
            else:
                self.form.names.add(name)

    def path_of(self, action: str) -> str:
        return urlsplit(urljoin(self.path, action)).path

    def handle_field(self, tag: str, given: dict[str, str]) -> None:
        """What a filler does with an input, a textarea, an option."""


class Filler(Reader):
    """Rewrites the fields of one form."""

    def __init__(self, html: str, path: str, number: int, typed: list[list[str]]) -> None:
        super().__init__(html, path)
        self.number = number
        self.left: Counter[tuple[str, str]] = Counter((name, value) for name, value in typed)
        self.values: dict[str, list[str]] = {}
        for name, value in typed:
            self.values.setdefault(name, []).append(value)
        self.changes: list[tuple[int, int, str]] = []
        self.select = ""
        self.option: tuple[int, str, dict[str, str]] | None = None
        self.area: tuple[int, str] | None = None

    @property
    def here(self) -> bool:
        return self.form is not None and self.form.number == self.number and self.form in self.forms

    def handle_field(self, tag: str, given: dict[str, str]) -> None:
        if not self.here:
            return
        name = given.get("name", "")
        if tag == "input" and name in self.values:
            self.fill_input(name, given)
        elif tag == "textarea" and name in self.values:
            self.area = (self.place + len(self.get_starttag_text()), name)
        elif tag == "select":
            self.select = name if name in self.values else ""
        elif tag == "option" and self.select:
            value = given.get("value", "")
            self.mark("option", {k: v for k, v in given.items() if k != "selected"}, "selected", self.takes(self.select, value))

    def fill_input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower()
        if kind in SKIPPED:
            return
        if kind in {"checkbox", "radio"}:
            rest = {key: value for key, value in given.items() if key != "checked"}
            self.mark("input", rest, "checked", self.takes(name, given.get("value", "on")))
        else:
            self.mark("input", given | {"value": self.next_of(name)})

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            start, name = self.area
            # a browser drops the first line break of a textarea
            self.changes.append((start, self.place, "\n" + escape(self.next_of(name))))
            self.area = None
        if tag == "select":
            self.select = ""
        super().handle_endtag(tag)

    def takes(self, name: str, value: str) -> bool:
        chosen = value in self.values[name]
        if chosen:
            self.left.pop((name, value), None)
        return chosen

    def next_of(self, name: str) -> str:
        """The next value typed under a name: several fields may share one."""
        value = self.values[name].pop(0) if self.values[name] else ""
        self.left.pop((name, value), None)
        return value

    def mark(self, tag: str, given: dict[str, str], flag: str = "", on: bool = False) -> None:
        attrs = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        start = self.place
        self.changes.append((start, start + len(self.get_starttag_text()), f"<{tag}{attrs}{f' {flag}' if on else ''}>"))


def form_for(html: str, path: str, action: str, typed: list[list[str]]) -> FoundForm | None:
    """The form on the page at `path` that sends to `action` and has most of the typed names; hidden fields must not differ."""
    reader = Reader(html, path)
    reader.run()
    names, said = {name for name, _value in typed}, {(name, value) for name, value in typed}
    fits = [one for one in reader.forms if action in one.sends_to and names & one.names]
    likeness = {one.number: (len(set(one.hidden) & said), len(names & one.names), -len(one.names - names)) for one in fits}
    return max(fits, key=lambda one: likeness[one.number], default=None)


def fill(html: str, path: str, form: FoundForm, typed: list[list[str]], before: object) -> str:
    """The page with the form filled. `before(left)` gives the HTML to stand before it; `left`: texts that found no field."""
    filler = Filler(html, path, form.number, typed)
    filler.run()
    hidden = {name for name, _value in form.hidden}
    left = [value for (name, value) in filler.left if value.strip() and name not in hidden and len(value) > 1]
    made, done = [], 0
    for start, end, text in sorted([*filler.changes, (form.start, form.start, before(left))]):
        made += [html[done:start], text]
        done = end
    return "".join([*made, html[done:]])
