"""What is typed and compared with the answers its author accepts: a word, a number."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext

from school.questions.kind import Data, Feedback, Kind, share
from school.questions.numbers import weight


class Accepting(Kind):
    """`accepted` of the data holds rows with a weight and a remark; `match` finds the best row for an answer, or None."""

    longest: ClassVar[int]

    def match(self, data: Data, answer: Any) -> Data | None:
        """The accepted row of the greatest weight that the answer fits."""
        raise NotImplementedError

    def mark(self, data: Data, answer: Any) -> Decimal:
        found = self.match(data, answer)
        return share(weight(found.get("weight", 1)) if found else 0)

    def remarks(self, data: Data, answer: Any) -> list[str]:
        found = self.match(data, answer)
        return [found["remark"]] if found and found.get("remark") else []

    def learner_view(self, data: Data, order: Sequence[str] = ()) -> dict[str, Any]:
        return {"longest": self.longest}

    def filled(self, data: Data, order: Sequence[str], answer: Any, feedback: Feedback) -> dict[str, Any]:
        return self.learner_view(data) | {"value": self.describe(data, answer)}


def full_rows(data: Data) -> list[Data]:
    """Rows that bring the whole score."""
    return [row for row in data["accepted"] if weight(row.get("weight", 1)) >= 1]


def weightless(accepted: Sequence[Data]) -> list[str]:
    """The author's mistake where no answer brings the whole score."""
    if accepted and not any(weight(row.get("weight", 1)) == 1 for row in accepted):
        return [gettext("Хотя бы один ответ должен стоить весь балл: вес 1.")]
    return []
