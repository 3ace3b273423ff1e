"""Bots without foreign services: a hidden field, a signed form time, then a signed plain question (spec: reliability §7).

Nothing is dropped in silence: whoever looks suspicious is asked how much seven and five is, with the rest of the form kept.
"""

import secrets
import time

from django import forms
from django.core import signing
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

LEAST_SECONDS, MOST_SECONDS, ANSWER_SECONDS = 3, 12 * 3600, 3600
TRAP, TIME, QUESTION, ANSWER = "bot_trap", "bot_time", "bot_question", "bot_answer"
NUMBERS = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"]
TEENS = ["одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать"]
SUMS = [*NUMBERS, *TEENS]


def signed_time(seconds_ago: float = 0) -> str:
    """The value of a form's time field, as if the form had been opened so long ago (tests and bench open it 10 s ago)."""
    return signing.Signer(salt="core.bots.time").sign(str(int((time.time() - seconds_ago) * 1000)))


def fields(seconds_ago: float = 10) -> dict[str, str]:
    """What an honest browser posts with a checked form: for clients that do not read the HTML."""
    return {TIME: signed_time(seconds_ago), TRAP: ""}


class BotCheckMixin(forms.Form):
    """Put first among a public form's bases. `suspicious=True` (the view's limits are used up) asks the question at once.

    `form.suspicious` tells whether the post looked like a bot's; such a post is invalid until the question is answered.
    """

    bot_trap = forms.CharField(
        label=_("Не заполняйте это поле"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    bot_time = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, suspicious: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.suspicious = suspicious
        self.fields[TIME].initial = signed_time
        if posted := self._question():
            self._show(posted, self.data[self.add_prefix(QUESTION)])
        elif suspicious:
            self._show(*_new_question())

    def clean(self) -> dict:
        """Adds the question or a fresh time where the post gives reason."""
        cleaned = super().clean() or self.cleaned_data
        age = _age(cleaned.get(TIME, ""))
        self.suspicious = self.suspicious or bool(cleaned.get(TRAP)) or age is None or age < LEAST_SECONDS
        if age is not None and age > MOST_SECONDS:
            self._put({TIME: signed_time()})
            self.add_error(None, _("Форма была открыта слишком давно. Всё написанное сохранилось, отправьте ещё раз."))
        elif self.suspicious and not self._answered():
            question, token = _new_question()
            self._show(question, token)
            self._put({TRAP: "", TIME: signed_time(LEAST_SECONDS), QUESTION: token, ANSWER: ""})
            self.add_error(ANSWER, _("Ответьте на вопрос, чтобы мы знали, что пишет человек."))
        return cleaned

    def bot_check(self) -> SafeString:
        """The trap and the time for a template: `{{ form.bot_check }}`; the question, once asked, is `form.bot_answer`."""
        return render_to_string("core/bot_check.html", {"form": self})

    def _show(self, question: list, token: str) -> None:
        words = {"first": NUMBERS[question[0]], "second": NUMBERS[question[1]]}
        self.fields[QUESTION] = forms.CharField(required=False, widget=forms.HiddenInput, initial=token)
        self.fields[ANSWER] = forms.CharField(
            label=_("Сколько будет %(first)s и %(second)s?") % words,
            required=False,
            help_text=_("Напишите число цифрами или словом."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def _question(self) -> list | None:
        try:
            return signing.loads(self.data.get(self.add_prefix(QUESTION), ""), salt="core.bots.question", max_age=ANSWER_SECONDS)
        except signing.BadSignature:
            return None

    def _answered(self) -> bool:
        question = self._question()
        if question is None:
            return False
        first, second, nonce = question
        answer = str(self.data.get(self.add_prefix(ANSWER), "")).strip().lower().rstrip(".")
        if answer not in {str(first + second), SUMS[first + second]}:
            return False
        # One answer opens one post, else a bot answers once and posts for an hour; a form with other errors keeps its answer.
        return bool(self.errors) or cache.add(f"bots:{nonce}", 1, ANSWER_SECONDS)

    def _put(self, values: dict[str, str]) -> None:
        data = self.data.copy()
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data


def _new_question() -> tuple[list, str]:
    question = [2 + secrets.randbelow(8), 2 + secrets.randbelow(8), secrets.token_urlsafe(9)]
    return question, signing.dumps(question, salt="core.bots.question")


def _age(value: str) -> float | None:
    """Seconds since the form was opened, None if the time is missing or forged."""
    try:
        return time.time() - int(signing.Signer(salt="core.bots.time").unsign(value)) / 1000
    except (signing.BadSignature, ValueError):
        return None
