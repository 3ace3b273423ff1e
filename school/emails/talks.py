"""Letters of the mentor's other answers: to a question, to a request for time."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from school.emails.to_learners import callers, coordinators_of, enrolment_of, words_of
from school.models import Post, RunItem, Thread
from school.states import READS


@letter("school.question_answered", _("Ответ на вопрос"))
def question_answered(row: Letter) -> Content | None:
    """The mentor has answered: where, about what, the beginning of the answer."""
    thread = _thread(row)
    answer = Post.objects.filter(thread=thread, hidden_why="").exclude(author=thread.enrolment.user).order_by("-pk").first()
    if answer is None or thread.enrolment.status not in READS:
        return None
    words = {
        "assignment": thread.activity.page.title,
        "answer": answer.text,
        "work_url": f"{settings.SITE_URL}/school/threads/{thread.public_id}/",
    }
    return content("school/question_answered", row, words_of(thread.enrolment) | words)


@letter("school.extension_granted", _("Срок продлён"))
def extension_granted(row: Letter) -> Content | None:
    """More time, an attempt or minutes, and why."""
    return _time_letter("extension_granted", row)


@letter("school.extension_refused", _("Срок не продлён"))
def extension_refused(row: Letter) -> Content | None:
    """No more time, and why."""
    return _time_letter("extension_refused", row)


def _time_letter(kind: str, row: Letter) -> Content | None:
    enrolment = enrolment_of(row)
    item = RunItem.objects.filter(pk=row.data.get("item"), run=enrolment.run_id).first()
    if item is None or enrolment.status not in READS:
        return None
    words = {
        "assignment": item.title,
        "answer": row.data.get("answer", ""),
        "work_url": f"{settings.SITE_URL}/school/lessons/{item.activity_id}/",
    }
    return content(f"school/{kind}", row, words_of(enrolment) | words)


def _thread(row: Letter) -> Thread:
    related = ("enrolment__run__course__page", "enrolment__user", "enrolment__region", "activity__page")
    return Thread.objects.select_related(*related).get(public_id=row.about_key)


def _say_answer(row: Letter) -> str:
    return __("Наставник ответил на вопрос по занятию «%(title)s».") % {"title": _thread(row).activity.page.title}


def _say_time(row: Letter) -> str:
    item = RunItem.objects.get(pk=row.data["item"])
    return __("Ответ о сроке по занятию «%(title)s»: %(answer)s") % {"title": item.title, "answer": row.data.get("answer", "")}


def _answer_callers(row: Letter) -> QuerySet:
    return coordinators_of(_thread(row).enrolment)


calls.register("school.question_answered", _say_answer, [], _answer_callers)
for _kind in ("extension_granted", "extension_refused"):
    calls.register(f"school.{_kind}", _say_time, [], callers)
