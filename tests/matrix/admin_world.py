"""What the admin has to hide: two regions, a draft of every kind in each, rows of every list.

Whatever strangers must not read has a telling word that begins with «Тайн».
"""

import datetime as dt
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, Site, TaskState
from wagtail_localize.models import Translation, TranslationSource

from core.models import Picture, SearchMiss, SiteDocument, Term
from core.search.misses import week_of
from events.models import Event, EventPage, InternshipCall, Place, Session, Speaker
from home.models import HomePage, RegionIndexPage, RegionPage, StandardPage
from home.rights import region_collection
from people.models import ConsentDocument, User
from practices.models import PracticeIndexPage, PracticePage
from regions.models import ResourceCentre
from school.models import LessonPage
from tests.factories.events import make_event, make_page
from tests.factories.files import picture
from tests.factories.regions import organisation, region, territory


@dataclass
class AdminWorld:
    """What the addresses of the admin are made of."""

    anna: User
    event: Event
    pages: dict[str, Page]
    rows: dict[str, object]


def build(anna: User, egor: User, event: Event, lesson: LessonPage) -> AdminWorld:
    """The event is hosted by Perm and staffed by Зоя; every text is Егор's."""
    pages = _pages(event, lesson, egor)
    return AdminWorld(anna, event, pages, _rows(event, pages))


def _pages(event: Event, lesson: LessonPage, egor: User) -> dict[str, Page]:
    """A page of each branch that was never published or has a change nobody published."""
    home = HomePage.objects.get()
    regions = home.add_child(instance=RegionIndexPage(title="Регионы", slug="regiony"))
    kirov, perm = (regions.add_child(instance=RegionPage(title=one.name, slug=one.slug, region=one)) for one in _regions())
    return {
        "site": _draft(home, "Тайная страница сайта", egor),
        "kirov": _draft(kirov, "Тайная страница Кирова", egor),
        "perm": _draft(perm, "Тайная страница Перми", egor),
        "lesson": _changed(lesson, "Тайная правка урока", egor),
        "event": _changed(EventPage.objects.get(translation_key=event.key), "Тайная правка события", egor),
        "hosted": _changed(make_page(make_event(title="Тайный слёт", host_region=region("KIR"))), "Тайная правка слёта", egor),
        "practice": _practice(home, egor),
    }


def _regions() -> tuple:
    return region("KIR"), region("PER")


def _draft(parent: Page, title: str, by: User) -> Page:
    page = parent.add_child(instance=StandardPage(title=title, live=False, owner=by))
    page.save_revision(user=by, log_action=True)
    return _changed(page, title, by)


def _changed(page: Page, title: str, by: User) -> Page:
    """One more revision with another title; the page itself stays as it was."""
    changed = type(page).objects.get(pk=page.pk)
    changed.title = title
    changed.save_revision(user=by, log_action=True)
    return type(page).objects.get(pk=page.pk)


def _practice(home: Page, by: User) -> PracticePage:
    """A practice of Kirov that waits for its coordinator."""
    library = home.add_child(instance=PracticeIndexPage(title="Практики", slug="praktiki"))
    told = {"summary": "Мост за одно лето.", "problem": "До автобуса ходили в обход.", "started_on": dt.date(2024, 10, 1)}
    told |= {"region": region("KIR"), "organisation": organisation("Группа «Мост»", slug="most"), "live": False, "owner": by}
    page = library.add_child(instance=PracticePage(title="Тайная практика", slug="taynaya", **told))
    page.save_revision(user=by, log_action=True)
    page.get_workflow().start(page, by)
    return _changed(page, "Тайная практика", by)


def _rows(event: Event, pages: dict[str, Page]) -> dict[str, object]:
    """Rows of the admin's lists, of Kirov where they have a region."""
    kirov, root = region("KIR"), Collection.get_first_root_node()
    own = region_collection(kirov)
    council = organisation("Тайная организация", slug="taynaya", status="new")
    source, _new = TranslationSource.get_or_create_from_instance(pages["site"])
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    translation.save_target()
    return {
        "picture": _picture("Тайный снимок Кирова", own),
        "common_picture": _picture("Общий снимок", root),
        "document": _document("Тайный документ Кирова", own),
        "common_document": _document("Общий документ", root),
        "consent": ConsentDocument.objects.create(
            purpose="mailing", locale="ru", version=7, title="Тайный текст согласия", short="Согласен", text="Текст"
        ),
        "redirect": Redirect.objects.create(old_path="/taynyy-put", redirect_link="/novyy"),
        "term": Term.objects.create(vocabulary="theme", slug="taynoe", name="Тайное слово", retired=True),
        "organisation": council,
        "territory": territory("Тайный Хутор", slug="taynyy", active=False),
        "centre": ResourceCentre.objects.create(
            organisation=council, region=kirov, since=dt.date(2025, 1, 1), services="Тайные услуги"
        ),
        "region": kirov,
        "miss": SearchMiss.objects.create(week=week_of(timezone.localdate()), locale="ru", words="тайный колодец", times=3),
        "session": Session.objects.create(event=event, title="Тайная встреча", starts_at=event.starts_at, ends_at=event.ends_at),
        "option": event.options.get(),
        "quota": event.quotas.first(),
        "place": Place.objects.create(name="Тайная площадка", address="с. Верхние Ключи", region=kirov),
        "speaker": Speaker.objects.create(name="Тайный Ведущий", region=kirov, agreed=False),
        "call": InternshipCall.objects.create(title="Тайный отбор", code="2701"),
        "translation": translation,
        "task": TaskState.objects.get(workflow_state=pages["practice"].current_workflow_state),
        "site": Site.objects.get(),
    }


def _picture(title: str, collection: Collection) -> Picture:
    body = ContentFile(picture("PNG"), name="snimok.png")
    return Picture.objects.create(title=title, collection=collection, file=body)


def _document(title: str, collection: Collection) -> SiteDocument:
    return SiteDocument.objects.create(title=title, collection=collection, file=ContentFile(b"%PDF-1.7 Tayna", name="tayna.pdf"))
