"""The site's own pages: front page, sections, ordinary pages, doors, regions, menu and footer."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Site

from events.models import EventIndexPage, InternshipIndexPage
from home.loading.blocks import stream
from home.loading.pictures import picture
from home.loading.publishing import place
from home.loading.source import Known, read
from home.models import DoorPage, FrontDoor, FrontTopic, HomePage, RegionIndexPage, RegionPage, SiteLook, StandardPage
from home.models.door import DoorPractice
from home.models.settings import FooterLink, NavigationLink
from practices.models import PracticeIndexPage
from school.models import SchoolPage

MENU = [
    ("Школа", "School", "/shkola/"),
    ("Практики", "Practices", "/praktiki/"),
    ("События", "Events", "/sobytiya/"),
    ("Стажировки", "Internships", "/stazhirovki/"),
    ("Регионы", "Regions", "/regiony/"),
]
FOOTER = [
    ("Разделы", "Школа ФМС", "School", "/shkola/"),
    ("Разделы", "Библиотека практик", "Library of practices", "/praktiki/"),
    ("Разделы", "События и ФМС-ЛАБ", "Events", "/sobytiya/"),
    ("Разделы", "Стажировки", "Internships", "/stazhirovki/"),
    ("Разделы", "Организации", "Organisations", "/organizacii/"),
    ("Документы", "Тексты согласий", "Texts of consents", "/soglasiya/"),
    ("Документы", "Карта сайта", "Site map", "/karta-sayta/"),
]


SCHOOL = "Бесплатные курсы для тех, кто ведёт свой фонд или только собирает команду. Можно учиться с телефона и без спешки."
PRACTICES = "Истории о том, как в сёлах и малых городах взялись и сделали. У каждой — шаги, смета и то, что не получилось."
EVENTS = "Модули ФМС-ЛАБ, мастерские и встречи: учимся вместе, дорогу и время называем заранее."
INTERNSHIPS = "Неделя в действующем фонде: увидеть своими глазами и увезти домой план."
REGIONS = "Десять регионов альянса с запада на восток. Откройте свой: там координатор, фонды, события и практики."
SECTIONS = [
    ("school", SchoolPage, "Школа фондов местных сообществ (ФМС)", "shkola", SCHOOL),
    ("practices", PracticeIndexPage, "Библиотека практик", "praktiki", PRACTICES),
    ("events", EventIndexPage, "События", "sobytiya", EVENTS),
    ("internships", InternshipIndexPage, "Стажировки", "stazhirovki", INTERNSHIPS),
]


@dataclass(frozen=True)
class Sections:
    """The pages under which the features put theirs."""

    home: HomePage
    school: SchoolPage
    practices: PracticeIndexPage
    events: EventIndexPage
    internships: InternshipIndexPage


def load_sections() -> Sections:
    """The front page and the sections, empty."""
    home = HomePage.objects.get(locale__language_code="ru", depth=2)
    made = {name: place(home, model(title=title, slug=slug, intro=intro)) for name, model, title, slug, intro in SECTIONS}
    return Sections(home=home, **made)


def load(sections: Sections, known: Known) -> None:
    """Ordinary pages, doors, regions, front page, menu."""
    data = read("pages")
    for row in data["pages"]:
        known.pages[f"page:{row['key']}"] = place(sections.home, _standard(row, known))
    known.pages["page:slovar"] = place(sections.home, _glossary(data))
    for row in data["doors"]:
        place(sections.home, _door(row, known))
    _regions(sections.home, known)
    _front(sections.home, data["front"])
    _look(sections.home)


def _standard(row: dict[str, Any], known: Known) -> StandardPage:
    photo = row.get("photo")
    return StandardPage(
        title=row["title"],
        slug=row["slug"],
        intro=row.get("intro", "").strip(),
        search_description=row.get("search_description", ""),
        purpose=row.get("purpose", ""),
        in_footer=row.get("in_footer", False),
        photo=picture(photo, known),
        photo_alt=photo["alt"] if photo else "",
        body=stream(row.get("body", []), known),
    )


def _glossary(data: dict[str, Any]) -> StandardPage:
    """Unusual words, each opening in place (spec: living-people §3)."""
    words = data["glossary"]
    page = StandardPage(slug="slovar", in_footer=True, **data["glossary_page"])
    page.body = [glossary_words(words)]
    return page


def glossary_words(words: list[dict[str, str]]) -> tuple[str, dict[str, Any]]:
    """The words of a glossary as folded answers."""
    return "accordion", {"items": [{"title": word["term"], "text": word["text"]} for word in words]}


def _door(row: dict[str, Any], known: Known) -> DoorPage:
    memo = [("heading", row["memo_title"]), ("list", {"ordered": True, "items": row["memo"]})]
    page = DoorPage(
        title=row["title"], slug=row["slug"], intro=row["intro"].strip(), search_description=row["summary"], memo=memo
    )
    page.course = known.pages.get(f"course:{row['course']}")
    page.practices = [
        DoorPractice(page=known.pages[f"practice:{key}"]) for key in row["practices"] if f"practice:{key}" in known.pages
    ]
    return page


def _regions(home: HomePage, known: Known) -> None:
    index = place(home, RegionIndexPage(title="Регионы", slug="regiony", intro=REGIONS))
    for row in read("regions")["regions"]:
        region = known.regions[row["code"]]
        body = stream([{"type": "paragraph", "text": "\n\n".join(row["intro"])}], known)
        photo = row["picture"]
        page = RegionPage(
            title=region.name, slug=region.slug, region=region, body=body, photo=picture(photo, known), photo_alt=photo["alt"]
        )
        page.search_description = row["intro"][0][:160]
        place(index, page)


def _front(home: HomePage, row: dict[str, Any]) -> None:
    if home.doors.exists():
        return
    fill_front(home, row)
    home.save_revision().publish()


def fill_front(home: HomePage, row: dict[str, Any]) -> None:
    """The words of the front page in one language."""
    home.title, home.lead, home.statement = row["title"], row["lead"], row["statement"]
    home.coordinator_title, home.coordinator_note = row["coordinator_title"], row["coordinator_note"]
    home.doors = [
        FrontDoor(title=door["title"], text=door["text"], address=door["link"], live=door["live"]) for door in row["doors"]
    ]
    home.topics = [
        FrontTopic(title=topic["title"], text=topic["text"], address=topic.get("link", "")) for topic in row["coordinator_topics"]
    ]


def _look(home: HomePage) -> None:
    look = SiteLook.for_site(Site.objects.get(root_page=home))
    if look.pk and look.navigation.exists():
        return
    operator = read("consents")["operator"]
    look.organisation, look.inn, look.ogrn = operator["name"], operator["inn"], operator["ogrn"]
    look.address, look.email = operator["address"], "pochta@example.org"
    look.support = "При поддержке Фонда президентских грантов"
    look.navigation = [NavigationLink(title=title, title_en=english, address=address) for title, english, address in MENU]
    look.footer = [
        FooterLink(section=section, title=title, title_en=english, address=address) for section, title, english, address in FOOTER
    ]
    look.save()
