"""Letters about quizzes: a mentor has read the answers."""

from django.conf import settings
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from school.emails.to_learners import callers, enrolment_of, words_of
from school.models import Attempt
from school.states import AttemptState


@letter("school.answers_graded", _("Ответы теста проверены"))
def answers_graded(row: Letter) -> Content | None:
    """Points are known; where the mentor's remarks are. Nothing of an attempt that was voided meanwhile."""
    attempt = _attempt(row)
    if attempt.state != AttemptState.GRADED:
        return None
    words = words_of(enrolment_of(row)) | {
        "quiz": attempt.activity.page.title,
        "result_url": f"{settings.SITE_URL}/school/attempts/{attempt.public_id}/result/",
    }
    return content("school/answers_graded", row, words)


def _attempt(row: Letter) -> Attempt:
    return Attempt.objects.select_related("activity__page").get(public_id=row.data["attempt"])


def _say(row: Letter) -> str:
    return __("Наставник проверил ответы теста «%(quiz)s»: результат на сайте.") % {"quiz": _attempt(row).activity.page.title}


calls.register("school.answers_graded", _say, [], callers)
