"""The bank of questions: a version that was asked is never changed, an edit makes the next one (spec: school §2)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from core import guard, history
from core.models import Picture
from people.models import User
from school.exchange import fingerprint
from school.models import Question, QuestionCategory, QuestionTag, QuestionVersion
from school.services.previewing import forget_answers


@dataclass(frozen=True)
class QuestionFacts:
    """What an author sets of a question."""

    category: QuestionCategory
    title: str
    text: str
    data: dict[str, Any]
    explanation: str = ""
    picture: Picture | None = None
    picture_alt: str = ""
    tags: Sequence[str] = field(default_factory=tuple)

    def of_version(self) -> dict[str, Any]:
        """The fields of a version."""
        return {
            "text": self.text,
            "data": self.data,
            "explanation": self.explanation,
            "picture": self.picture,
            "picture_alt": self.picture_alt,
        }


@guard.act
def create_question(kind: str, facts: QuestionFacts, *, by: User) -> QuestionVersion:
    """A new question with its first version."""
    key = fingerprint(kind, facts.text, facts.data)
    question = Question.objects.create(category=facts.category, kind=kind, title=facts.title, import_key=key)
    question.tags.set(tags_of(facts.tags))
    history.record(question, "question_made", actor=by)
    return QuestionVersion.objects.create(question=question, number=1, created_by=by, **facts.of_version())


@guard.act
def change_question(question: Question, facts: QuestionFacts, *, by: User) -> QuestionVersion:
    """Change a question: its last version while nobody was asked it, else the next one; the same words make none.

    Previews ask without freezing: a running one goes on with the new words and asks this question anew.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    Question.objects.filter(pk=question.pk).update(category=facts.category, title=facts.title)
    question.tags.set(tags_of(facts.tags))
    last = question.versions.latest("number")
    if all(getattr(last, name) == value for name, value in facts.of_version().items()):
        return last
    history.record(question, "question_changed", was={"version": last.number}, actor=by)
    # Compare-and-set: an attempt may freeze the version at this very moment.
    if QuestionVersion.objects.filter(pk=last.pk, frozen_at__isnull=True).update(created_by=by, **facts.of_version()):
        last.refresh_from_db()
        forget_answers(last)
        return last
    return QuestionVersion.objects.create(question=question, number=last.number + 1, created_by=by, **facts.of_version())


@guard.act
def archive_question(question: Question, *, by: User) -> bool:
    """Ask it no more: attempts keep it, random picks pass it over. False if it was archived already."""
    return _archive(question, True, "question_archived", by)


@guard.act
def restore_question(question: Question, *, by: User) -> bool:
    """Ask it again. False if it was not archived."""
    return _archive(question, False, "question_restored", by)


def last_versions(questions: Collection[int]) -> dict[int, QuestionVersion]:
    """The version to ask now, by the question's pk. One query; the attempts' way from questions to versions."""
    rows = QuestionVersion.objects.filter(question__in=questions).select_related("question", "picture").order_by("number")
    return {row.question_id: row for row in rows}


def tags_of(names: Sequence[str]) -> list[QuestionTag]:
    """Tags by name, new ones made; call inside an act."""
    wanted = list(dict.fromkeys(names))
    QuestionTag.objects.bulk_create([QuestionTag(name=name) for name in wanted], ignore_conflicts=True)
    return list(QuestionTag.objects.filter(name__in=wanted))


def _archive(question: Question, archived: bool, verb: str, by: User) -> bool:
    if not Question.objects.filter(pk=question.pk, archived=not archived).update(archived=archived):
        return False
    history.record(question, verb, actor=by)
    return True
