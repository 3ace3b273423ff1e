"""What people of the demo have done in courses: lessons, quizzes, works with their reviews, questions, requests for time."""

import contextlib
import datetime as dt
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from home.loading.source import Known, read
from school.blocks import question_data
from school.models import (
    Attempt,
    Criterion,
    Enrolment,
    ExtensionRequest,
    LearningEvent,
    LessonPage,
    Post,
    QuizPage,
    RunItem,
    Submission,
    SubmissionVersion,
    Thread,
    WorkReview,
)
from school.services.asking_time import TimeWish, ask_time
from school.services.attempts import hand_in, paper_for, save_answers, start_attempt
from school.services.certificates import confirm_name
from school.services.learning import ActivityClosed, answer_self_checks, complete_lesson
from school.services.reviewing import Said, send_review
from school.services.threads import Words, ask, reply, show_to
from school.services.wording import profile_names
from school.services.works import Written, begin_work, keep_work, send_work
from school.states import READS, Completion, EnrolmentStatus


def pass_lessons(enrolment: Enrolment, items: list[RunItem]) -> None:
    """Pass each as its rule asks, by the button or by right answers; what is closed yet is left for later."""
    if enrolment.status != EnrolmentStatus.ACTIVE:
        return
    for item in items:
        with contextlib.suppress(ActivityClosed):
            _pass(enrolment, item)


def _pass(enrolment: Enrolment, item: RunItem) -> None:
    page = item.activity.page.specific
    if item.completion == Completion.MARK or not isinstance(page, LessonPage):
        complete_lesson(enrolment, item, actor=enrolment.user)
        return
    answers = {child.id: (_right(child), True) for child in page.self_checks}
    answer_self_checks(enrolment, item, answers, asked=list(answers), actor=enrolment.user)


def load_learning(known: Known) -> None:
    """Works, quizzes, questions and requests of `learning.toml`; what is there already is left as it is."""
    rows = read("learning")
    for row in rows["works"]:
        _work(row, known)
    for enrolment, items, _days in known.studies:  # in a strict course a work opens what comes after it
        pass_lessons(enrolment, items)
    for row in rows["quizzes"]:
        _quiz(row, known)
    for row in rows["questions"]:
        _question(row, known)
    for row in rows["requests"]:
        _request(row, known)
    for enrolment, _items, days in known.studies:
        _age_events(enrolment, days)
        _certificate(enrolment)


def _certificate(enrolment: Enrolment) -> None:
    """Who has completed the course has confirmed the spelling of the name too."""
    enrolment.refresh_from_db()
    if enrolment.status == EnrolmentStatus.COMPLETED and not enrolment.certificates.exists():
        confirm_name(enrolment, profile_names(enrolment.user))


def _work(row: dict[str, Any], known: Known) -> None:
    enrolment, item = _place(row["person"], row["task"], known)
    if Submission.objects.filter(enrolment=enrolment, activity=item.activity).exists():
        return
    page = item.activity.page.specific
    work = begin_work(enrolment, item, actor=enrolment.user)
    points = [str(child.id) for child in page.checklist][: row["points_ticked"]]
    version = keep_work(work, Written(row["text"].strip(), "", points))
    send_work(work, item, actor=enrolment.user, send_key=uuid.uuid4(), revision=version.revision)
    sent = _ago(row["days_ago"])
    SubmissionVersion.objects.filter(pk=version.pk).update(sent_at=sent)
    Submission.objects.filter(pk=work.pk).update(waits_since=sent)
    if row.get("review"):
        _review(work, row, known)


def _review(work: Submission, row: dict[str, Any], known: Known) -> None:
    work.refresh_from_db()
    page = work.activity.page.specific
    criteria = list(Criterion.objects.filter(version=page.rubric.current).prefetch_related("levels"))
    said = Said(row["comment"].strip(), None, {one.pk: (_level(one, row), "") for one in criteria}, row["review"])
    review = send_review(work, said, by=known.people["dmitry"])
    WorkReview.objects.filter(pk=review.pk).update(sent_at=_ago(row["reviewed_days_ago"]))


def _level(criterion: Criterion, row: dict[str, Any]) -> int:
    levels = list(criterion.levels.all())
    return next((one.pk for one in levels if one.title in row.get("levels", [])), levels[-1].pk)


def _quiz(row: dict[str, Any], known: Known) -> None:
    enrolment, item = _place(row["person"], row["quiz"], known)
    if Attempt.objects.filter(enrolment=enrolment, activity=item.activity).exists():
        return
    quiz: QuizPage = item.activity.page.specific
    began = _ago(row["days_ago"])
    attempt = start_attempt(enrolment, quiz, paper_for(quiz, enrolment, seed=1), at=began)
    asked = list(attempt.responses.select_related("version__question").order_by("position"))
    known_right = round(len(asked) * row["right"])
    answers = {one.pk: _answer(one.version, right=number < known_right) for number, one in enumerate(asked)}
    save_answers(attempt, answers, at=began + timedelta(minutes=6))
    hand_in(attempt, actor=enrolment.user, at=began + timedelta(minutes=7))


def _answer(version: Any, *, right: bool) -> Any:
    """A right answer of a version, or something else."""
    data, kind = version.data, version.question.kind
    if kind == "single":
        return next(one["id"] for one in data["options"] if bool(one["right"]) == right)
    if kind == "multiple":
        return [one["id"] for one in data["options"] if bool(one["right"]) == right]
    if kind == "true_false":
        return "true" if bool(data["right"]) == right else "false"
    if kind == "short":
        return data["accepted"][0]["text"] if right else "не знаю"
    if kind == "numeric":
        value = Decimal(data["accepted"][0]["low"]) + (0 if right else 7)
        return {"raw": str(value), "value": str(value)}
    if kind == "matching":
        rights = [one["id"] for one in data["rights"]]
        return {one["id"]: one["match"] if right else rights[0] for one in data["lefts"]}
    if kind == "ordering":
        places = range(1, len(data["items"]) + 1)
        return {one["id"]: place for one, place in zip(data["items"], places if right else reversed(places), strict=True)}
    return None


def _question(row: dict[str, Any], known: Known) -> None:
    enrolment, item = _place(row["person"], row["lesson"], known)
    if Thread.objects.filter(enrolment=enrolment, activity=item.activity).exists():
        return
    thread = ask(enrolment, item.activity, Words(row["text"], uuid.uuid4()))
    asked = _ago(row["days_ago"])
    Thread.objects.filter(pk=thread.pk).update(created_at=asked, waits_since=asked)
    Post.objects.filter(thread=thread).update(created_at=asked)
    if row.get("answer"):
        post = reply(thread, known.people["dmitry"], Words(row["answer"], uuid.uuid4()))
        Post.objects.filter(pk=post.pk).update(created_at=_ago(row["answered_days_ago"]))
    if row.get("to_group"):
        show_to(thread, "group", by=known.people["dmitry"])


def _request(row: dict[str, Any], known: Known) -> None:
    enrolment, item = _place(row["person"], row["task"], known)
    if ExtensionRequest.objects.filter(enrolment=enrolment, item=item).exists():
        return
    day = timezone.localdate() + timedelta(days=row["until_in_days"])
    request = ask_time(enrolment, item, TimeWish(row["reason"], day), by=enrolment.user)
    ExtensionRequest.objects.filter(pk=request.pk).update(asked_at=_ago(row["days_ago"]))


def _place(person: str, key: str, known: Known) -> tuple[Enrolment, RunItem]:
    """The person's enrolment where this activity is, and the line of its programme."""
    rows = Enrolment.objects.filter(user=known.people[person], status__in=READS).select_related(
        "user", "run", "region", "course__page"
    )
    for enrolment in rows:
        items = RunItem.objects.filter(run=enrolment.run, activity=known.activities[key]).select_related("activity__page")
        if item := items.first():
            return enrolment, item
    raise LookupError(f"{person}: {key}")


def _age_events(enrolment: Enrolment, days_ago: int) -> None:
    """Spread the events of the loading over the days of study, so that dates look lived; who did nothing is silent."""
    events = list(LearningEvent.objects.filter(enrolment=enrolment).order_by("pk"))
    for number, event in enumerate(events):
        moment = _ago(max(days_ago - number, 1))
        LearningEvent.objects.filter(pk=event.pk).update(occurred_at=moment)
        enrolment.progress.filter(event=event, completed_at__isnull=False).update(completed_at=moment)
    if enrolment.progress.exists():
        Enrolment.objects.filter(pk=enrolment.pk).update(last_seen_on=_ago(min(days_ago, 2)).date())


def _right(child: Any) -> Any:
    data, kind = question_data(child), child.value["kind"]
    if kind == "short":
        return data["accepted"][0]["text"]
    if kind == "true_false":
        return "true" if data["right"] else "false"
    chosen = [one["id"] for one in data["options"] if one["right"]]
    return chosen if kind == "multiple" else chosen[0]


def _ago(days: float) -> dt.datetime:
    return timezone.now() - timedelta(days=days)
