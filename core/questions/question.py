"""A question as the form asks it: plain data, whatever it was edited in; kept as it was asked with each answer."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

Answer = str | list[str] | float | int | bool
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Option:
    """One choice: answers keep the value, people read the text."""

    value: str
    text: str


@dataclass(frozen=True)
class Condition:
    """«Показать, если»: an earlier question was answered with one of these values."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """`kind` is a code of `core.questions.kinds`; `low`, `high` say what 1 and 5 of a scale mean."""

    key: str
    kind: str
    text: str
    help: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    condition: Condition | None = None
    low: str = ""
    high: str = ""

    def words(self, value: object) -> str:
        """The text of a chosen option; what is no option comes back as it is."""
        return next((one.text for one in self.options if one.value == str(value)), str(value))


def snapshot(questions: Iterable[Question]) -> list[dict]:
    """The form as it is asked now, JSON-ready, to be kept beside the answers."""
    return [asdict(one) for one in questions]


def restored(rows: Iterable[dict]) -> list[Question]:
    """Questions out of a snapshot; words a later version has added or dropped are no obstacle."""
    known = set(Question.__dataclass_fields__)
    found = []
    for row in rows:
        facts = {name: value for name, value in row.items() if name in known}
        condition = facts.get("condition")
        facts["options"] = tuple(Option(one["value"], one["text"]) for one in facts.get("options") or ())
        facts["condition"] = Condition(condition["key"], tuple(condition["values"])) if condition else None
        found.append(Question(**facts))
    return found


def merged(snapshots: Iterable[list[dict]]) -> list[Question]:
    """All questions of several snapshots, oldest first: the newest words of each, every option anybody was offered."""
    found: dict[str, Question] = {}
    for rows in snapshots:
        for one in restored(rows):
            offered = {option.value: option for option in (found[one.key].options if one.key in found else ())}
            offered |= {option.value: option for option in one.options}
            found[one.key] = Question(**{**one.__dict__, "options": tuple(offered.values())})
    return list(found.values())
