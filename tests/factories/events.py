"""Events for tests: a module in Perm in ten days with an option and as many places as asked."""

import datetime as dt
from itertools import count

from django.utils import timezone
from wagtail.models import Locale, Page

from core.contacts import parse
from events.models import Event, EventIndexPage, EventPage, EventStaff, Place, Quota, Registration, RegistrationOption
from events.services import Entry, Proof, register
from people.models import ConsentDocument, User
from regions.models import Region

_numbers = count(1)


def region(code: str) -> Region:
    return Region.objects.get(code=f"RU-{code}")


def make_consents() -> None:
    """The texts of the consents that a registration asks, in force."""
    for purpose in ("event_registration", "photo"):
        ConsentDocument.objects.get_or_create(
            purpose=purpose,
            locale="ru",
            version=1,
            defaults={"title": f"Согласие {purpose}", "short": "Согласен", "text": "Текст", "published_at": timezone.now()},
        )


def make_place(code: str = "PER", name: str = "Дом культуры") -> Place:
    return Place.objects.create(name=name, address="с. Верхние Ключи, ул. Садовая, 4", region=region(code))


def make_event(places: int | None = 30, *, days: float = 10, title: str = "ФМС-ЛАБ «Прикамье»", **fields: object) -> Event:
    """A module of one day; its option is `event.options.get()`, its quota of places `event.quotas.get(kind="places")`."""
    make_consents()
    starts = (timezone.now() + dt.timedelta(days=days)).replace(hour=5, minute=0, second=0, microsecond=0)
    fields.setdefault("starts_at", starts)
    fields.setdefault("ends_at", starts + dt.timedelta(hours=7) if fields["starts_at"] else None)
    fields.setdefault("kind", "fms_lab")
    fields.setdefault("host_region", region("PER"))
    event = Event.objects.create(title=title, **fields)
    RegistrationOption.objects.create(event=event)
    Quota.objects.create(event=event, size=places)
    return event


def make_index() -> EventIndexPage:
    """The section, under the root's first child."""
    found = EventIndexPage.objects.first()
    if found:
        return found
    home = Page.objects.filter(depth=2).first()
    return home.add_child(
        instance=EventIndexPage(title="События", slug="sobytiya", locale=Locale.objects.get(language_code="ru"))
    )


def make_page(event: Event, slug: str = "", **fields: object) -> EventPage:
    """A published page that tells of the event."""
    page = EventPage(
        title=event.title,
        slug=slug or f"sobytie-{next(_numbers)}",
        intro="Три дня практики для команд сёл и малых городов.",
        translation_key=event.key,
        locale=Locale.objects.get(language_code="ru"),
        **fields,
    )
    return make_index().add_child(instance=page)


def make_entry(contact: str = "", **fields: object) -> Entry:
    number = next(_numbers)
    values = {"surname": "Рябинина", "name": "Ольга", "patronymic": "Львовна", "region": region("PER")} | fields
    return Entry(contact=parse(contact or f"olga{number}@example.org"), **values)


def take_place(event: Event, contact: str = "", *, option: RegistrationOption | None = None, **fields: object) -> Registration:
    """Somebody registers, ready to wait; `fields` of the entry, or person, source, by, submit_key."""
    told = {name: fields.pop(name) for name in ("person", "source", "by") if name in fields}
    return register(
        event,
        option or event.options.first(),
        make_entry(contact, **fields),
        submit_key=fields.pop("submit_key", f"key-{next(_numbers)}"),
        proof=Proof(),
        may_wait=True,
        **told,
    )


def make_organiser(event: Event, user: User) -> User:
    EventStaff.objects.create(event=event, user=user)
    return user
