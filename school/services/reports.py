"""Numbers of the School: progress and grades by person and item, totals on a date, questions (spec: school §7, §9)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Avg, Count, ExpressionWrapper, F, FloatField, QuerySet

from core.models import Entry
from people.models import User
from school.calculators.totals import Total, weighted
from school.models import ActivityProgress, CourseRun, Enrolment, Grade, Response, RunItem
from school.services.desk_rows import at_desk_of
from school.states import DONE, READS, AttemptState, EnrolmentStatus

KIND = "school.enrolment"


@dataclass(frozen=True)
class PersonRow:
    """One learner: state (ProgressState or None) and share of points (or None) of each item in order."""

    enrolment: Enrolment
    states: list[str | None]
    shares: list[Decimal | None]
    total: Total

    @property
    def done(self) -> int:
        """How many items are done."""
        return sum(state in DONE for state in self.states)

    @property
    def percents(self) -> list[int | None]:
        """Points of each item in whole per cent."""
        return [None if share is None else round(100 * share) for share in self.shares]


@dataclass
class Totals:
    """People of one region or organisation on a date."""

    title: str
    counts: Counter = field(default_factory=Counter)

    @property
    def studying(self) -> int:
        return self.counts[EnrolmentStatus.ACTIVE] + self.counts[EnrolmentStatus.SUSPENDED]

    @property
    def waiting(self) -> int:
        return sum(self.counts[one] for one in (EnrolmentStatus.REQUESTED, EnrolmentStatus.WAITLISTED, EnrolmentStatus.INVITED))

    @property
    def completed(self) -> int:
        return self.counts[EnrolmentStatus.COMPLETED]

    @property
    def left(self) -> int:
        return sum(self.counts[one] for one in (EnrolmentStatus.WITHDRAWN, EnrolmentStatus.EXPELLED, EnrolmentStatus.REFUSED))

    @property
    def all(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class QuestionRow:
    """A question as asked in a run: how many answers, the mean share of its points."""

    text: str
    quiz: str
    answers: int
    percent: int | None


def items_of(run: CourseRun) -> list[RunItem]:
    """The live programme in order. One query."""
    return list(RunItem.objects.filter(run=run, retired_in__isnull=True).order_by("position"))


def learners_of(run: CourseRun, user: User) -> QuerySet[Enrolment]:
    """Who reads lessons of the run, of those the reader may see, by name."""
    rows = at_desk_of(user).filter(run=run, status__in=READS).select_related("user", "region", "group")
    return rows.order_by("user__sort_name", "pk")


def person_rows(rows: Sequence[Enrolment], items: Sequence[RunItem]) -> list[PersonRow]:
    """States and grades of these learners. Two queries for any number of people and items."""
    progress = ActivityProgress.objects.filter(enrolment__in=rows).values_list("enrolment", "activity", "state")
    states = {(person, activity): state for person, activity, state in progress}
    grades = Grade.objects.filter(enrolment__in=rows).values_list("enrolment", "activity", "scaled")
    shares = {(person, activity): scaled for person, activity, scaled in grades}
    return [_person(row, items, states, shares) for row in rows]


def totals_on(day: date, user: User, *, by: str = "region", run: CourseRun | None = None) -> list[Totals]:
    """People by region or organisation as they stood at the end of the day, told by their history: the same answer later.

    Two queries, whatever the number of people.
    """
    until = end_of_day(day)
    rows = at_desk_of(user).filter(created_at__lte=until).select_related("region", "organisation", "run")
    known = {row.public_id: row for row in rows}
    states, runs = _as_of(known, until)
    found: dict[str, Totals] = {}
    for key, row in known.items():
        if run and runs.get(key, row.run.code) != run.code:
            continue
        title = _title(row, by)
        found.setdefault(title, Totals(title)).counts[states.get(key, row.status)] += 1
    return sorted(found.values(), key=lambda one: (one.title == "", one.title))


def sum_of(rows: Iterable[Totals]) -> Totals:
    """All together."""
    whole = Totals("")
    for row in rows:
        whole.counts += row.counts
    return whole


def question_rows(run: CourseRun) -> list[QuestionRow]:
    """Questions of the run's quizzes, the hardest first: numbers without names. One query."""
    closed = [AttemptState.IN_REVIEW, AttemptState.GRADED]
    answered = Response.objects.filter(
        attempt__enrolment__run=run, attempt__state__in=closed, attempt__enrolment__is_preview=False
    )
    share = ExpressionWrapper(F("score") * 1.0 / F("points"), output_field=FloatField())
    rows = (
        answered.filter(points__gt=0, attempt__state__in=closed)
        .values("version__question", "version__question__title", "attempt__activity__page__title")
        .annotate(answers=Count("pk"), mean=Avg(share))
        .order_by("mean", "version__question__title")
    )
    return [
        QuestionRow(
            row["version__question__title"],
            row["attempt__activity__page__title"],
            row["answers"],
            None if row["mean"] is None else round(100 * row["mean"]),
        )
        for row in rows
    ]


def end_of_day(day: date) -> datetime:
    """The last moment of a day by the site's clock."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=ZoneInfo(settings.TIME_ZONE)) - timedelta(microseconds=1)


def _as_of(known: dict[str, Enrolment], until: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """States by the last move up to the moment, runs by the first move after it."""
    states: dict[str, str] = {}
    runs: dict[str, str] = {}
    told = Entry.objects.filter(kind=KIND).order_by("at", "pk").values_list("key", "verb", "was", "now", "at")
    for key, verb, was, now, at in told.iterator(chunk_size=2000):
        if key not in known:
            continue
        if at <= until and "status" in now:
            states[key] = now["status"]
        elif at > until and verb == "moved_to_run":
            runs.setdefault(key, was.get("run", ""))
    return states, runs


def _title(row: Enrolment, by: str) -> str:
    if by == "organisation":
        return str(row.organisation or row.organisation_name or "")
    return row.region.name if row.region else ""


def _person(row: Enrolment, items: Sequence[RunItem], states: dict, shares: dict) -> PersonRow:
    own_states = [states.get((row.pk, item.activity_id)) for item in items]
    own_shares = [shares.get((row.pk, item.activity_id)) for item in items]
    parts = {
        item.activity_id: (item.weight, _share(state, share))
        for item, state, share in zip(items, own_states, own_shares, strict=True)
        if item.required
    }
    return PersonRow(row, own_states, own_shares, weighted(parts))


def _share(state: str | None, share: Decimal | None) -> Decimal:
    """As `totals.share_of`: the grade, else 1 when done without points, else 0."""
    if share is not None:
        return share
    return Decimal(1) if state in DONE else Decimal(0)
