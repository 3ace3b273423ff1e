"""Events of the demo: places, speakers, facts with options, quotas and programme, people, published pages; calls beside them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import (
    Event,
    EventIndexPage,
    EventPage,
    EventStaff,
    InternshipIndexPage,
    Place,
    Quota,
    RegistrationOption,
    Session,
    Speaker,
)
from events.services import cancel_event, postpone_event
from home.loading import internships as calls
from home.loading.blocks import paragraphs, stream
from home.loading.entries import register_people
from home.loading.pictures import picture
from home.loading.publishing import key_of, place
from home.loading.source import Known, read
from people.models import User

PLACE_FIELDS = ("lat", "lon", "way", "accessibility")
FACTS = (
    "title", "kind", "format", "zone", "audience", "outsiders", "date_note", "join_url", "letter_extra", "regional_approval",
)  # fmt: skip
# The hour of a day for which the file names none.
HOURS = {"opens": "09:00", "closes": "18:00", "change_until": "18:00", "released": "09:00"}


def load(index: EventIndexPage, internships: InternshipIndexPage, known: Known) -> None:
    """Events under `index` and calls under `internships`; what stands there by its slug is left as it is.

    `known.pages` learns «event:KEY» and «call:KEY». People are registered by the app's own services, so letters are queued.
    """
    data = read("events")
    places = {row["key"]: _place(row, known) for row in data["places"]}
    speakers = {row["key"]: _speaker(row, known) for row in data["speakers"]}
    for row in data["events"]:
        page = EventPage.objects.child_of(index).filter(slug=row["slug"]).first()
        known.pages[f"event:{row['key']}"] = page or _event(index, row, places, speakers, known)
    calls.load(internships, known)


@dataclass(frozen=True)
class Calendar:
    """Days of one event counted from the day of loading on its own clock; what lies ahead moves on to its weekday."""

    today: date
    zone: ZoneInfo
    shift: int

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Calendar":
        """The calendar of a row with `zone` and, where it must fall on a weekday, `on_weekday`."""
        zone = ZoneInfo(row["zone"])
        today = timezone.localdate(timezone=zone)
        first = today + timedelta(days=row.get("starts_in_days", 0))
        return cls(today, zone, (row.get("on_weekday", first.isoweekday()) - first.isoweekday()) % 7)

    def at(self, row: dict[str, Any], name: str) -> datetime | None:
        """The moment `<name>_in_days` at `<name>_time`; None where the row names no day."""
        days = row.get(f"{name}_in_days")
        return None if days is None else self.moment(days, row.get(f"{name}_time", HOURS.get(name, "")))

    def moment(self, days: int, hour: str) -> datetime:
        """An hour of a day so far from the day of loading."""
        day = self.today + timedelta(days=days + (self.shift if days > 0 else 0))
        return datetime.combine(day, time.fromisoformat(hour), self.zone)


def _place(row: dict[str, Any], known: Known) -> Place:
    values = {name: row[name] for name in PLACE_FIELDS if name in row}
    values |= {"region": known.regions[row["region"]], "territory": known.territories.get(row.get("territory", ""))}
    return Place.objects.get_or_create(name=row["name"], address=row["address"], defaults=values)[0]


def _speaker(row: dict[str, Any], known: Known) -> Speaker:
    values = {"position": row["position"], "region": known.regions.get(row["region"]), "agreed": row["agreed"]}
    return Speaker.objects.get_or_create(name=row["name"], defaults=values)[0]


def _event(
    index: EventIndexPage, row: dict[str, Any], places: dict[str, Place], speakers: dict[str, Speaker], known: Known
) -> EventPage:
    """The facts first and the page last, so that its card in the search is made once and right.

    A loading broken off half-way is taken up again: the key comes from the slug, each step finds what it has made.
    """
    calendar = Calendar.of(row)
    event = _facts(row, places, known)
    event.neighbour_regions.set(known.regions[code] for code in row.get("neighbour_regions", []))
    event.speakers.set(speakers[key] for key in row.get("speakers", []))
    staff = [EventStaff(event=event, user=known.people[key]) for key in row["staff"]]
    EventStaff.objects.bulk_create(staff, ignore_conflicts=True)
    options = _options(event, row)
    _quotas(event, row, options, calendar, known)
    # registered while no dates stand: the services take people for a past event too, and the dates come after
    register_people(event, row, options, known)
    _dates(event, row, calendar)
    _programme(event, row, calendar)
    _state(event, row, known.people[row["contact"]])
    return _page(index, event, row, known)


def _facts(row: dict[str, Any], places: dict[str, Place], known: Known) -> Event:
    contact: User = known.people[row["contact"]]
    values = {
        "place": places.get(row.get("place", "")),
        "host_region": known.regions.get(row.get("host_region", "")),
        "contact_name": f"{contact.first_name} {contact.patronymic} {contact.last_name}",
        "contact_phone": contact.phone,
        "contact_email": contact.email or "",
        **{name: row[name] for name in FACTS if name in row},
    }
    return Event.objects.get_or_create(key=key_of("event", row), defaults=values)[0]


def _options(event: Event, row: dict[str, Any]) -> dict[str, RegistrationOption]:
    options = {}
    for order, one in enumerate(row["options"]):
        values = {"role": one["role"], "mode": one["mode"], "needs_approval": row.get("regional_approval", False), "order": order}
        options[one["key"]] = RegistrationOption.objects.get_or_create(event=event, name=one["name"], defaults=values)[0]
    return options


def _quotas(event: Event, row: dict[str, Any], options: dict[str, RegistrationOption], calendar: Calendar, known: Known) -> None:
    made: dict[str | None, Quota | None] = {None: None}
    for order, one in enumerate(row["quotas"]):
        quota = Quota.objects.get_or_create(
            event=event,
            kind=one["kind"],
            size=one["size"],
            region=known.regions.get(one.get("region", "")),
            within=made[one.get("within")],
            defaults={"released_at": calendar.at(one, "released")},
        )[0]
        quota.options.set(options[key] for key in one.get("options", []))
        made[one.get("key", str(order))] = quota


def _dates(event: Event, row: dict[str, Any], calendar: Calendar) -> None:
    for name in ("starts", "ends", "opens", "closes"):
        setattr(event, f"{name}_at", calendar.at(row, name))
    event.change_until = calendar.at(row, "change_until")
    event.save(update_fields=["starts_at", "ends_at", "opens_at", "closes_at", "change_until"])


def _programme(event: Event, row: dict[str, Any], calendar: Calendar) -> None:
    if event.sessions.exists():
        return
    first = row.get("starts_in_days", 0)
    Session.objects.bulk_create(
        Session(
            event=event,
            title=one["title"],
            summary=one.get("summary", ""),
            room=one.get("room", ""),
            starts_at=calendar.moment(first + one["day"] - 1, one["starts"]),
            ends_at=calendar.moment(first + one["day"] - 1, one["ends"]),
        )
        for one in row.get("sessions", [])
    )


def _state(event: Event, row: dict[str, Any], by: User) -> None:
    if event.status == row["status"]:
        return
    if row["status"] == "postponed":
        postpone_event(event, by=by, reason=row["status_note"])
    elif row["status"] == "cancelled":
        cancel_event(event, by=by, reason=row["status_note"])


def _page(index: EventIndexPage, event: Event, row: dict[str, Any], known: Known) -> EventPage:
    page = EventPage(
        translation_key=event.key,
        title=row["title"],
        slug=row["slug"],
        intro=row["summary"],
        search_description=row["summary"][:255],
        for_whom=paragraphs(row["for_whom"]).source,
        picture=picture(row.get("photo"), known),
        body=stream(row["body"], known),
    )
    return place(index, page, ago=max(3, -row["opens_in_days"]))
