"""The letter after a joint session: which lessons were marked, where, by whom."""

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from school.emails.to_learners import callers, enrolment_of, words_of
from school.models import JointMark, JointSession
from school.states import READS


@letter("school.marked_on_session", _("Отметки за совместное занятие"))
def marked_on_session(row: Letter) -> Content | None:
    """Nothing leaves if the marks were taken back meanwhile."""
    enrolment, session = enrolment_of(row), _session(row)
    if session.undone_at or enrolment.status not in READS:
        return None
    marks = JointMark.objects.filter(session=session, enrolment=enrolment, event__isnull=False).select_related("item")
    lessons = [mark.item.title for mark in marks.order_by("item__position")]
    return content("school/marked_on_session", row, words_of(enrolment) | {"session": session, "lessons": lessons})


def _session(row: Letter) -> JointSession:
    return JointSession.objects.select_related("confirmed_by").get(public_id=row.data["session"])


def _say(row: Letter) -> str:
    session = _session(row)
    return __("Занятие %(day)s отмечено: уроки засчитаны.") % {"day": f"{session.held_on:%d.%m.%Y}"}


calls.register("school.marked_on_session", _say, [], callers)
