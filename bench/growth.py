"""Pages that stand on many rows: 10 and 100 lessons, 100 and 10,000 registrations: `python -m bench.growth`."""

from bench.site import own_database  # isort: skip  (sets the site up)

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench.requests import Measured, measure
from bench.table import row, title
from events.models import Event, Registration
from people.models import User
from school.models import CoursePage, LessonPage
from school.services.enrolling import enrol
from tests.cast import give_role, make_person
from tests.factories.events import make_event, make_organiser, make_page, region
from tests.factories.school import course, lessons_of, run_of

LESSONS, PEOPLE = (10, 100), (100, 10_000)
MOST = 1.1


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def with_lessons(number: int) -> CoursePage:
    """A course of its own, so that its programme is frozen with all its lessons."""
    page = course(f"Курс на {number}", f"kurs-{number}")
    module = page.get_children().first()
    for lesson in range(number - len(lessons_of(page))):
        module.add_child(instance=LessonPage(title=f"Урок {lesson}", slug=f"urok-{lesson}", minutes=10))
    return page


def courses(learner: User) -> dict[str, list[Measured]]:
    seen: dict[str, list[Measured]] = {"курс, учится": [], "урок, учится": []}
    for number in LESSONS:
        page = with_lessons(number)
        enrol(run_of(page, code=f"svoy-{number}"), learner)
        seen["курс, учится"].append(measure(page.url, cookie=cookie_of(learner)))
        seen["урок, учится"].append(measure(lessons_of(page)[0].url, cookie=cookie_of(learner)))
    return seen


def fill(event: Event, first: int, last: int) -> None:
    """People written at once: the letters and acts of real ones are measured by `bench.register`."""
    option, home = event.options.get(), region("PER")
    Registration.objects.bulk_create(
        [
            Registration(
                event=event, option=option, surname="Рябинина", name="Ольга", sort_name=f"рябинина {number:05}", region=home,
                status="confirmed", email=f"olga{number}@example.org", ticket_number=number + 1,
            )
            for number in range(first, last)
        ],
        batch_size=500,
    )  # fmt: skip


def events(host: User) -> dict[str, list[Measured]]:
    event = make_event(PEOPLE[-1] + 10)
    make_organiser(event, host)
    page = make_page(event)
    addresses = {
        "событие": (page.url, ""),
        "форма записи": (f"/events/{page.slug}/register/", ""),
        "список участников, первая страница": (reverse("events:desk_people", args=[event.key]), cookie_of(host)),
    }
    seen: dict[str, list[Measured]] = {name: [] for name in addresses}
    done = 0
    for number in PEOPLE:
        fill(event, done, number)
        done = number
        for name, (address, cookie) in addresses.items():
            seen[name].append(measure(address, cookie=cookie, repeats=40))
    return seen


def tell(words: str, seen: dict[str, list[Measured]]) -> None:
    title(words)
    for name, (small, large) in seen.items():
        row(f"{name}: {small.ms:.1f} → {large.ms:.1f} мс CPU, рост", large.ms / small.ms, MOST)
        row(f"{name}: запросов больше на", large.queries - small.queries, 0)


def main() -> None:
    with own_database():
        anna = make_person("anna@example.org", "Соловьёва", "Анна", "KIR")
        zoya = give_role(make_person("zoya@example.org", "Быкова", "Зоя", "PER"), "Организаторы")
        tell(f"Рост: уроков {LESSONS[0]} → {LESSONS[1]}", courses(anna))
        tell(f"Рост: записавшихся {PEOPLE[0]} → {PEOPLE[1]}", events(zoya))


if __name__ == "__main__":
    main()
