"""Tables of the School's desk by kind: the long ones are made by the worker with the same rights and filter (reliability §6).

Totals, questions and mentors are sums and always short, so their screens give them at once.
"""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.export_files import Table, register
from core.questions.summary import columns as question_columns
from people.models import User
from school.exports.certificates import certificate_columns
from school.exports.desk import grade_columns, people_columns, progress_columns
from school.forms.certificates import FindForm
from school.forms.desk import FindPeopleForm
from school.models import CourseRun, Enrolment, Group, RunItem
from school.roles import manages_school
from school.services.desk_rows import at_desk_of, runs_at_desk
from school.services.reports import PersonRow, items_of, learners_of, person_rows
from school.services.survey import results_of_run

PEOPLE, PROGRESS, GRADES = "school.people", "school.progress", "school.grades"
CERTIFICATES, SURVEY = "school.certificates", "school.survey"
PART = 1000


def people(user: User, asked: dict[str, str]) -> Table:
    """The list of people of a run as filtered on its screen."""
    run = _run(user, asked)
    form = FindPeopleForm(asked, groups=list(Group.objects.filter(run=run)), by_region=manages_school(user))
    rows = form.chosen(at_desk_of(user).filter(run=run)).select_related("user", "region", "organisation", "group")
    return Table(_title(_("%(course)s, %(run)s, люди"), run), people_columns(), rows.iterator(PART), rows.count())


def progress(user: User, asked: dict[str, str]) -> Table:
    """People × items: what is done."""
    run = _run(user, asked)
    items, learners = items_of(run), learners_of(run, user)
    title = _title(_("%(course)s, %(run)s, прохождение"), run)
    return Table(title, progress_columns(items), _by_parts(learners, items), learners.count())


def grades(user: User, asked: dict[str, str]) -> Table:
    """People × items: points. Raises PermissionDenied for who does not run the School."""
    _refuse_others(user)
    run = _run(user, asked)
    items, learners = items_of(run), learners_of(run, user)
    title = _title(_("%(course)s, %(run)s, оценки"), run)
    return Table(title, grade_columns(items), _by_parts(learners, items), learners.count())


def certificates(user: User, asked: dict[str, str]) -> Table:
    """The list of certificates as filtered on its screen. Raises PermissionDenied for who does not run the School."""
    _refuse_others(user)
    rows = FindForm(asked).chosen()
    return Table(_("Сертификаты школы"), certificate_columns(), rows.iterator(PART), rows.count())


def survey(user: User, asked: dict[str, str]) -> Table:
    """What a run has answered, without names. Raises PermissionDenied for who does not run the School."""
    _refuse_others(user)
    found = results_of_run(CourseRun.objects.select_related("course__page").get(code=asked["run"]))
    title = _("Опрос, %(run)s") % {"run": found.run}
    return Table(title, question_columns(found.questions), found.rows, len(found.rows))


def register_tables() -> None:
    """Called once from the app's `ready`."""
    for kind, make in {
        PEOPLE: people,
        PROGRESS: progress,
        GRADES: grades,
        CERTIFICATES: certificates,
        SURVEY: survey,
    }.items():
        register(kind, make)


def _run(user: User, asked: dict[str, str]) -> CourseRun:
    return runs_at_desk(user).get(code=asked["run"])


def _refuse_others(user: User) -> None:
    if not manages_school(user):
        raise PermissionDenied


def _by_parts(learners: QuerySet[Enrolment], items: Sequence[RunItem]) -> Iterable[PersonRow]:
    """A thousand people at a time, so that the worker never holds all marks of a long list at once."""
    start = 0
    while part := list(learners[start : start + PART]):
        yield from person_rows(part, items)
        start += PART


def _title(words: str, run: CourseRun) -> str:
    return words % {"course": run.course.page.title, "run": run.title}
