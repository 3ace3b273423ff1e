"""What /dev/components/ shows: components in groups, each with the sample data that lies beside it as JSON."""

import json
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.conf import settings
from django.utils.safestring import mark_safe

from core.forms import Form
from core.vision import Vision

FOLDER = Path(settings.BASE_DIR) / "templates/components"
GROUPS = [
    ("Действия и состояния", ["buttons", "status", "note", "panel", "bar"]),
    ("Формы", ["wizard", "form_errors", "answers", "scale"]),
    ("Числа, шаги, таблицы", ["figures", "progress", "steps", "timeline", "table", "facts"]),
    (
        "Списки и отбор",
        ["crumbs", "tabs", "search", "chips", "facet", "card", "pager", "empty", "ask", "plain_list", "accordion"],
    ),
    ("Люди, места, события", ["event_row", "region_tiles", "regions", "people", "quota", "ticket", "art_village"]),
    ("Школа", ["module", "lessons", "video", "neighbours"]),
    ("Рабочие столы", ["numbers", "rows", "call"]),
    ("Бумага и помощь", ["file", "share", "term", "code_card", "living_phone", "vision_panel"]),
]
# Parts of the frame and of other components, seen on the page all the time.
PARTS = {"header", "footer", "languages", "logo", "messages", "field", "field_errors", "optional", "icon_text"}
LISTS = {"call": "calls"}  # rows that stand in a list of this class
QR = mark_safe(
    '<svg viewBox="0 0 29 29" role="img" aria-label="Код билета" shape-rendering="crispEdges"><path d="M4 4h7v7H4zM18 4h7v7h-7z'
    'M4 18h7v7H4zM13 5h2v3h-2zM14 12h3v2h-3zM19 15h2v4h-2zM13 18h3v2h-3zM22 21h3v3h-3z"/></svg>'
)


class SampleForm(Form):
    """Every kind of field."""

    full_name = forms.CharField(label="Фамилия, имя, отчество", max_length=120)
    contact = forms.CharField(label="Почта или телефон", help_text="Хватит одного: напишите, как вам удобнее.")
    region = forms.ChoiceField(label="Регион", choices=[("", "Выберите"), ("59", "Пермский край"), ("43", "Кировская область")])
    way = forms.ChoiceField(
        label="Как приедете",
        choices=[("bus", "Автобус проекта, 07:30 от вокзала"), ("own", "На своей машине")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Что понадобится",
        required=False,
        choices=[("bed", "Проживание на две ночи"), ("ramp", "Вход без ступеней")],
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(
        label="Чему хотите научиться",
        max_length=600,
        help_text="Хватит трёх-пяти предложений.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    letter = forms.FileField(label="Письмо от организации", required=False, help_text="PDF или фото, до 5 МБ.")
    agree = forms.BooleanField(
        label="Даю согласие на обработку персональных данных",
        help_text="Отдельный документ, одна страница. Отозвать можно в любой день.",
    )

    def clean_contact(self) -> str:
        raise forms.ValidationError("Не хватает одной цифры.")


@dataclass(frozen=True)
class Sample:
    """One component: its file, what its first line says, the contexts to show it in."""

    name: str

    @property
    def template(self) -> str:
        return f"components/{self.name}.html"

    @property
    def about(self) -> str:
        """The words of the comment in the first line."""
        first = (FOLDER / f"{self.name}.html").read_text(encoding="utf-8").splitlines()[0]
        return first.partition("{#")[2].partition("#}")[0].strip()

    @property
    def list_class(self) -> str:
        return LISTS.get(self.name, "")

    @property
    def contexts(self) -> list[dict]:
        """From samples/<name>.json; what JSON cannot hold is added here."""
        if self.name == "form_errors":
            return [{"form": sample_form()}]
        if self.name == "vision_panel":
            return [{"panel": Vision(), "back": "/"}]
        kept = FOLDER / f"samples/{self.name}.json"
        contexts = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else [{}]
        return [{"qr": QR, **context} for context in contexts]


def groups() -> list[tuple[str, list[Sample]]]:
    """Title of a group and its samples, as the page shows them."""
    return [(title, [Sample(name) for name in names]) for title, names in GROUPS]


def sample_form() -> SampleForm:
    """A form sent with mistakes."""
    return SampleForm({"full_name": "Рябинина Ольга Львовна", "contact": "+7 900 000-00-0", "why": "Хотим провести складчину."})


def frame() -> dict:
    """What header and footer show on the page of samples."""
    return json.loads((FOLDER / "samples/frame.json").read_text(encoding="utf-8"))
