"""People put on a course: one row of a list or one call; the same way for both (spec: school §3, §7; living-people §1)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core import contacts, guard, history
from core.imports import BadRow, ImportColumn, ImportKind
from people.models import User
from regions.known import ten
from regions.models import Organisation, Region
from regions.naming import name_norm
from regions.scope import ALL, scope_of
from school.models import CourseRun, Enrolment, Group
from school.roles import manages_school
from school.rules import can_enrol_by_hand
from school.services.admitting import take_in
from school.services.enrolling import EnrolmentRefused
from school.services.seats import group_for, line_of, room_of, studies_elsewhere
from school.states import HOLDS_SEAT, EnrolmentStatus

MAX_PEOPLE, ACT_PEOPLE = 1000, 50  # rows of a list; rows of one act: SQLite has one writer
KIND = "school.people"
NEW, KNOWN, ENROLLED, WAITS = "new", "known", "same", "waits"
STANDING = {*HOLDS_SEAT, EnrolmentStatus.WAITLISTED}


@dataclass(frozen=True)
class Somebody:
    """Who is to study: names, one way or two to reach them, where they are from."""

    last_name: str
    first_name: str
    patronymic: str = ""
    email: str = ""
    phone: str = ""
    region: Region | None = None
    organisation: str = ""
    settlement: str = ""


@guard.act
def take_somebody(run: CourseRun, somebody: Somebody, *, by: User) -> Enrolment:
    """Find the person by e-mail, then phone, else make one without consent yet, and enrol. Raises EnrolmentRefused, NotYours."""
    return _take(run, somebody, by=by, source="hand")


class NotYours(Exception):
    """The person, or the region named, is not one this member of staff may enrol."""


def find_person(somebody: Somebody) -> User | None:
    """By e-mail, then by phone with the same surname: a phone may be shared by a family."""
    people = User.objects.present().select_related("region")
    if somebody.email and (found := people.filter(email=somebody.email).first()):
        return found
    if not somebody.phone:
        return None
    same = [one for one in people.filter(phone=somebody.phone) if name_norm(one.last_name) == name_norm(somebody.last_name)]
    return same[0] if len(same) == 1 else None


class PeopleList:
    """What a list of people would do to one run; lives as long as one preview or one loading."""

    def __init__(self, run: CourseRun, home: Region | None) -> None:
        self.run, self.home = run, home
        self.room = room_of(run)
        self.line = line_of(run).exists()

    def look(self, values: dict, by: User) -> str:
        """NEW, KNOWN, ENROLLED or WAITS (the seats are over). Raises BadRow."""
        values = self._at_home(values)
        person = self._person(values, by)
        if person is not None:
            row = Enrolment.objects.real().filter(run=self.run, user=person).first()
            if row and row.status in STANDING:
                return ENROLLED
            if studies_elsewhere(Enrolment(user=person, run=self.run, course_id=self.run.course_id)):
                raise BadRow(_("Уже учится на этом курсе в другом потоке."))
        group = self._group(values, person)
        if self.line or not self.room.fits(group.pk if group else None):
            return WAITS
        self.room.take(group.pk if group else None)
        return KNOWN if person else NEW

    def save(self, values: dict, by: User) -> None:
        """Enrol; inside the act of the loading. Raises BadRow."""
        values = self._at_home(values)
        try:
            _take(self.run, _somebody(values), by=by, source="list", group=values["group"])
        except EnrolmentRefused as refusal:
            said = _("Уже учится на этом курсе в другом потоке.") if refusal.why == "other_run" else _("Поток закрыт.")
            raise BadRow(said) from None
        except NotYours:
            raise BadRow(_("Это человек другого региона: записать можно только своих.")) from None

    def _at_home(self, values: dict) -> dict:
        """A row without a region is of the region of who loads, where that is one."""
        return values | {"region": values["region"] or self.home}

    def _person(self, values: dict, by: User) -> User | None:
        if not values["email"] and not values["phone"]:
            raise BadRow(_("Нужна почта или телефон, хотя бы одно."))
        person = find_person(_somebody(values))
        region = person.region_id if person else values["region"].pk if values["region"] else None
        if not can_enrol_by_hand(by, region):
            raise BadRow(_("Это человек другого региона: записать можно только своих."))
        return person

    def _group(self, values: dict, person: User | None) -> Group | None:
        if values["group"]:
            return group_named(self.run, values["group"])
        return group_for(self.run, person or User(region=values["region"]))


def kind_for(run: CourseRun, by: User) -> ImportKind:
    """The loading of people into one run: made anew for each preview and each loading."""
    scope = scope_of(by)
    own = [region for pk, region in ten().items() if scope != ALL and pk in scope]
    people = PeopleList(run, own[0] if len(own) == 1 and not manages_school(by) else None)
    return ImportKind(kind_name(run), gettext_lazy("Люди потока"), COLUMNS, key_of, people.look, people.save, ACT_PEOPLE)


def kind_name(run: CourseRun) -> str:
    """Under which the run's loadings are kept."""
    return f"{KIND}:{run.pk}"


def key_of(values: dict) -> str:
    """One person: by e-mail, else by phone with the name."""
    return values["email"] or f"{values['phone']}/{name_norm(values['full_name'])}"


def group_named(run: CourseRun, title: str) -> Group:
    """A group of the run by its title, in any case. Raises BadRow."""
    wanted = name_norm(title)
    found = next((one for one in Group.objects.filter(run=run) if name_norm(one.title) == wanted), None)
    if found is None:
        raise BadRow(_("Группы «%s» в потоке нет.") % title)
    return found


def clean_name(text: str) -> str:
    """At least surname and name."""
    words = text.split()
    if len(words) < 2:
        raise BadRow(_("Нужны фамилия и имя: «%s».") % text)
    return " ".join(words)


def clean_contact(clean: Callable[[str], str], text: str) -> str:
    """An e-mail or a phone in one spelling, or nothing."""
    try:
        return clean(text) if text.strip() else ""
    except ValidationError as error:
        raise BadRow(" ".join(error.messages)) from None


def clean_region(text: str) -> Region | None:
    """One of the ten by name, or nothing."""
    if not text.strip():
        return None
    found = next((one for one in ten().values() if name_norm(text) in {name_norm(one.name), name_norm(one.title)}), None)
    if found is None:
        raise BadRow(_("Региона «%s» в сети нет.") % text)
    return found


COLUMNS = [
    ImportColumn(
        "full_name",
        [gettext_noop("ФИО"), "Фамилия, имя, отчество", "Имя"],
        clean_name,
        required=True,
        example="Попова Клавдия Ивановна",
    ),
    ImportColumn(
        "email",
        [gettext_noop("Почта"), "Электронная почта", "E-mail", "Email"],
        partial(clean_contact, contacts.email),
        example="klavdia@example.org",
    ),
    ImportColumn(
        "phone", [gettext_noop("Телефон"), "Мобильный"], partial(clean_contact, contacts.phone), example="8 912 345-67-89"
    ),
    ImportColumn("region", [gettext_noop("Регион")], clean_region, example="Кировская область"),
    ImportColumn("organisation", [gettext_noop("Организация"), "НКО"], str.strip, example="Фонд «Живой берег»"),
    ImportColumn("settlement", [gettext_noop("Территория"), "Село", "Населённый пункт"], str.strip, example="Верхние Ключи"),
    ImportColumn("group", [gettext_noop("Группа")], str.strip, example=""),
]


def _somebody(values: dict) -> Somebody:
    last, first, *rest = values["full_name"].split()
    return Somebody(
        last,
        first,
        " ".join(rest),
        values["email"],
        values["phone"],
        values["region"],
        values["organisation"][:250],
        values["settlement"][:150],
    )


def _take(run: CourseRun, somebody: Somebody, *, by: User, source: str, group: str = "") -> Enrolment:
    person = find_person(somebody)
    region = person.region_id if person else somebody.region.pk if somebody.region else None
    if not can_enrol_by_hand(by, region):
        raise NotYours
    named = group_named(run, group) if group else None
    return take_in(run, person or _make(somebody, by), by=by, source=source, group=named)


def _make(somebody: Somebody, by: User) -> User:
    """A person without consent yet: it is given at the first entry, or all is erased."""
    region = somebody.region
    known = (
        Organisation.objects.filter(name_norm=name_norm(somebody.organisation), region=region) if somebody.organisation else []
    )
    organisation = known[0] if len(known) == 1 else None
    user = User.objects.create_user(
        somebody.email or None,
        last_name=somebody.last_name,
        first_name=somebody.first_name,
        patronymic=somebody.patronymic,
        phone=somebody.phone,
        region=region,
        zone=region.zone if region else "",
        settlement=somebody.settlement,
        organisation=organisation,
        organisation_name="" if organisation else somebody.organisation,
    )
    history.record(user, "added", actor=by, person=user, audience=history.PERSON)
    return user
