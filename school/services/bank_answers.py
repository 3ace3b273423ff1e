"""How people answer a question and where it is asked: for its author, numbers without names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from school.models import Question, QuestionVersion, QuizPage, Response
from school.questions import KINDS
from school.states import AttemptState

CLOSED = (AttemptState.IN_REVIEW, AttemptState.GRADED)


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen: its words, whether it is right, how many chose it and of a hundred."""

    text: str
    right: bool
    count: int
    percent: int


@dataclass(frozen=True)
class Answers:
    """How one version is answered: how many, how many not at all, the mean share, what was chosen, frequent own words."""

    version: QuestionVersion
    asked: int
    unanswered: int
    mean: int | None
    choices: list[Choice]
    words: list[tuple[str, int]]


def answers_of(question: Question) -> list[Answers]:
    """Each version with how it is answered, newest first. Three queries whatever the number of versions."""
    versions = list(question.versions.order_by("-number"))
    rows: dict[int, list[tuple]] = {version.pk: [] for version in versions}
    told = Response.objects.filter(
        version__in=versions, attempt__state__in=CLOSED, attempt__enrolment__is_preview=False
    ).values_list("version", "answer", "score", "points")
    for pk, *row in told.iterator(chunk_size=2000):
        rows[pk].append(tuple(row))
    return [_answers(question.kind, version, rows[version.pk]) for version in versions]


def quizzes_with(question: Question) -> QuerySet[QuizPage]:
    """Quizzes that ask it by name, or may pick it from its category."""
    picked = Q(slots__category=question.category_id) & (Q(slots__tag=None) | Q(slots__tag__in=question.tags.all()))
    quizzes = QuizPage.objects.filter(Q(slots__question=question) | picked, locale__language_code="ru")
    return quizzes.distinct().order_by("title")


def _answers(code: str, version: QuestionVersion, rows: list[tuple]) -> Answers:
    kind = KINDS[code]
    given = [answer for answer, _score, _points in rows if answer is not None]
    chosen = Counter(key for answer in given for key in kind.chosen(version.data, answer))
    listed = kind.choices(version.data)
    choices = [Choice(text, right, chosen[key], _percent(chosen[key], len(given))) for key, text, right in listed]
    words = Counter() if listed or kind.by_hand else Counter(kind.describe(version.data, answer).lower() for answer in given)
    return Answers(
        version=version,
        asked=len(rows),
        unanswered=len(rows) - len(given),
        mean=_mean((score, points) for _answer, score, points in rows if score is not None),
        choices=[choice for choice in choices if choice.count or len(listed) <= 20],
        words=words.most_common(20),
    )


def _mean(scores: Iterable[tuple[Decimal, Decimal]]) -> int | None:
    shares = [score / points for score, points in scores]
    return round(100 * sum(shares) / len(shares)) if shares else None


def _percent(count: int, whole: int) -> int:
    return round(100 * count / whole) if whole else 0
