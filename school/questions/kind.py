"""What every kind of question can do, and the words they share."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, ClassVar, Protocol

from school.questions.numbers import weight

STEP = Decimal("0.0001")
Data = Mapping[str, Any]


class Posted(Protocol):
    """Where answers are read from: `request.POST`, `request.GET`."""

    def getlist(self, key: str) -> list[str]:
        """All values of a field."""
        ...


@dataclass(frozen=True)
class Feedback:
    """How much of the key the reader may see (spec: school §3, Feedback)."""

    remarks: bool = False
    right: bool = False


NOTHING = Feedback()


class Kind:
    """A kind of question: one object per module, told apart by `code`.

    `data` is the question's own part of a version, made by the author or an import; `answer` is what `read` gave and JSON
    kept, or None for «not answered». Nothing here touches the database, and nothing raises on an answer that does not fit.
    """

    code: ClassVar[str]
    title: ClassVar[Any]
    by_hand: ClassVar[bool] = False  # a mentor marks it
    always_mixed: ClassVar[bool] = False  # the author's order is the key

    @property
    def template(self) -> str:
        """The widget."""
        return f"school/questions/{self.code}.html"

    def read(self, data: Data, post: Posted, name: str) -> Any:
        """The answer from the fields whose names begin with `name`; None if nothing was answered. Unknown ids are dropped."""
        raise NotImplementedError

    def mark(self, data: Data, answer: Any) -> Decimal | None:
        """A share from 0 to 1 in steps of 0.0001; nothing answered is 0. None: a mentor marks it."""
        raise NotImplementedError

    def describe(self, data: Data, answer: Any) -> str:
        """The answer in words, for reports and the result."""
        raise NotImplementedError

    def right_answer(self, data: Data) -> str:
        """The right answer in words, "" where there is none to tell."""
        raise NotImplementedError

    def validate(self, data: Data) -> list[str]:
        """The author's mistakes, one sentence each."""
        raise NotImplementedError

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        """What may reach the browser before the attempt is closed, in this order of option ids: never the key."""
        raise NotImplementedError

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        """The same with the answer in it and as much of the key as `feedback` allows; the context of the widget."""
        raise NotImplementedError

    def option_ids(self, data: Data) -> list[str]:
        """Ids that may be shown in another order."""
        return []

    def shuffled(self, data: Data, random: Random) -> list[str]:
        """Option ids in the order of this random."""
        ids = self.option_ids(data)
        random.shuffle(ids)
        return ids

    def is_answered(self, data: Data, answer: Any) -> bool:
        """Whether all of it is answered."""
        return answer is not None

    def problem(self, data: Data, answer: Any) -> str:
        """What the learner should mend in an answer that is kept all the same; "" if nothing."""
        return ""

    def remarks(self, data: Data, answer: Any) -> list[str]:
        """The author's remarks on exactly this answer."""
        return []

    def chosen(self, data: Data, answer: Any) -> list[str]:
        """Keys of what was chosen, for counting how people answer; `choices` gives their words."""
        return []

    def choices(self, data: Data) -> list[tuple[str, str, bool]]:
        """What can be chosen: key, words, whether it is right."""
        return []


def new_option_id() -> str:
    """A random id: numbers in a row would tell the order."""
    return secrets.token_hex(4)


def share(value: Decimal | int) -> Decimal:
    """A share between 0 and 1, rounded half up to 0.0001."""
    return min(max(Decimal(value), Decimal(0)), Decimal(1)).quantize(STEP, ROUND_HALF_UP)


def part(right: int, whole: int) -> Decimal:
    """`right` of `whole` as a share."""
    return share(Decimal(right) / Decimal(whole)) if whole else share(0)


def in_order(rows: Sequence[Data], order: Sequence[str]) -> list[Data]:
    """Rows in the stored order of ids; what the order does not name comes last."""
    place = {key: at for at, key in enumerate(order)}
    return sorted(rows, key=lambda row: place.get(row["id"], len(place)))


def best(accepted: Sequence[Data], matches: Callable[[Data], bool]) -> Data | None:
    """The matching accepted answer that weighs most."""
    fitting = [row for row in accepted if matches(row)]
    return max(fitting, key=lambda row: weight(row.get("weight", 1)), default=None)


def first_value(post: Posted, name: str) -> str:
    """The first value of a field, "" if it was not sent."""
    values = post.getlist(name)
    return values[0] if values else ""
