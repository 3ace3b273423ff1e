"""The letter that asks to answer the survey after a course: a reminder like the others, the only one of its day."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter, Urgency
from school.emails.to_learners import callers, enrolment_of, say_state, words_of
from school.models.reminders import RemindersOff
from school.models.survey import SHOWN_FROM, waits


@letter("school.survey_asked", _("Просим ответить на опрос после курса"), urgency=Urgency.REMINDER)
def survey_asked(row: Letter) -> Content | None:
    """Nothing leaves if the learner has answered meanwhile, wants no reminders any more, or the survey was taken away."""
    enrolment = enrolment_of(row)
    if not waits(enrolment) or RemindersOff.objects.filter(user=enrolment.user_id).exists():
        return None
    address = f"{settings.SITE_URL}/school/{enrolment.public_id}/survey/"
    return content("school/survey_asked", row, words_of(enrolment) | {"survey_url": address, "shown_from": SHOWN_FROM})


calls.register("school.survey_asked", say_state, [], callers)
