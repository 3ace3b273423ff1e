"""Groups of a run and their mentors (spec: school §1, §2)."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from core import guard, history
from people.models import User
from people.roles import MENTORS, METHODOLOGISTS
from regions.models import Region
from school.models import CourseRun, Enrolment, Group, MentorAssignment
from school.services.seats import promote
from school.states import HOLDS_SEAT, EnrolmentStatus


class OneGroup(Exception):
    """A self-paced run has the group «Общая» and no other."""


def groups_of_run(run: CourseRun) -> QuerySet[Group]:
    """Groups with seats taken (`taken`), people waiting (`waiting`) and mentors of now (`led_by`). Two queries."""
    real = Q(enrolments__is_preview=False)
    taken = Count("enrolments", filter=real & Q(enrolments__status__in=HOLDS_SEAT))
    waiting = Count("enrolments", filter=real & Q(enrolments__status=EnrolmentStatus.WAITLISTED))
    led_by = MentorAssignment.objects.filter(until__isnull=True).select_related("user").order_by("since")
    rows = Group.objects.filter(run=run).select_related("region").annotate(taken=taken, waiting=waiting)
    return rows.prefetch_related(Prefetch("mentors", queryset=led_by, to_attr="led_by")).order_by("region__name", "pk")


def possible_mentors() -> QuerySet[User]:
    """Who may lead a group: people with the role of a mentor or a methodologist."""
    people = User.objects.filter(groups__name__in=[MENTORS, METHODOLOGISTS], is_active=True, erased_at__isnull=True)
    return people.distinct().order_by("last_name", "first_name", "pk")


@guard.act
def make_groups(run: CourseRun, regions: Iterable[Region], *, by: User, move_people: bool = True) -> int:
    """A group for each region that has none; people of these regions come over from «Общая» if asked.

    Returns how many groups. Raises OneGroup in a self-paced run (spec: school §2).
    """
    guard.hold(run)
    run.refresh_from_db(fields=["self_paced"])
    if run.self_paced:
        raise OneGroup
    have = set(Group.objects.filter(run=run).values_list("region", flat=True))
    new = [Group(run=run, title=region.name, region=region) for region in regions if region.pk not in have]
    for group in Group.objects.bulk_create(new):
        if move_people:
            _take_over(group, by)
    if new:
        history.record(run, "groups_made", now={"groups": [group.title for group in new]}, actor=by)
    return len(new)


@guard.act
def change_group(group: Group, *, title: str, seats: int | None, by: User) -> int:
    """Rename a group, set its seats; fewer throw nobody out. Returns how many of those who waited got a place."""
    guard.hold(group.run)
    group.refresh_from_db()
    was = {"title": group.title, "seats": group.seats}
    now = {"title": title, "seats": seats}
    if was == now:
        return 0
    Group.objects.filter(pk=group.pk).update(**now)
    group.title, group.seats = title, seats
    history.record(group, "changed", was=was, now=now, actor=by)
    return len(promote(group.run))


@guard.act
def assign_mentor(group: Group, user: User, *, by: User) -> bool:
    """Make the person a mentor of the group. False if they lead it already."""
    guard.hold(group.run)
    _row, made = MentorAssignment.objects.get_or_create(group=group, user=user, until=None)
    if made:
        history.record(group, "mentor_assigned", now={"mentor": user.pk}, actor=by, person=user)
    return made


@guard.act
def end_mentor(assignment: MentorAssignment, *, by: User) -> bool:
    """The person leads the group no more; works that wait are read by the others or by the School. False if ended before."""
    guard.hold(assignment.group.run)
    if not MentorAssignment.objects.filter(pk=assignment.pk, until__isnull=True).update(until=timezone.now()):
        return False
    user = assignment.user
    history.record(assignment.group, "mentor_ended", was={"mentor": user.pk}, actor=by, person=user)
    return True


def _take_over(group: Group, by: User) -> None:
    """Learners of the region who are in «Общая» come into its new group; seats do not bind them: they have theirs."""
    rows = Enrolment.objects.filter(run=group.run, group__region__isnull=True, user__region=group.region, is_preview=False)
    for row in rows.select_related("user", "group"):
        was, row.group = row.group, group
        row.save(update_fields=["group"])
        history.record(
            row,
            "moved_to_group",
            was={"group": str(was)},
            now={"group": group.title},
            actor=by,
            person=row.user,
            audience=history.PERSON,
        )
