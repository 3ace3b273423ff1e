"""The mentor's letter to a group: own words, answered to the mentor."""

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter, Urgency
from school.emails.to_learners import callers, enrolment_of, words_of
from school.states import READS


@letter("school.group_message", _("Письмо наставника группе"), urgency=Urgency.MASS)
def group_message(row: Letter) -> Content | None:
    """Only to who still reads the course."""
    enrolment = enrolment_of(row)
    if enrolment.status not in READS:
        return None
    words = {"subject": row.data["subject"], "words": row.data["text"], "who": row.data["from"]}
    return content("school/group_message", row, words_of(enrolment) | words)


def _say(row: Letter) -> str:
    told = {"subject": row.data.get("subject", ""), "text": row.data.get("text", "")[:300]}
    return __("Наставник пишет группе: %(subject)s. %(text)s") % told


calls.register("school.group_message", _say, [], callers)
