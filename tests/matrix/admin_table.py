"""The second table: Wagtail's own admin. Whoever is not let in gets the admin's refusal or 404 and reads no telling word.

Each admin leak that Wagtail mended in 2026 is a line: preview, compare, history, copy, choosers, the listings for scripts, bulk
actions, usage, translations (spec: reliability §1, §2).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from events.models import Event
from school.models import CourseRun
from tests.matrix.admin_world import AdminWorld

STAFF = "boris vera egor zhanna zoya irina tikhon"
SITE = "egor irina tikhon"
KIROV, PERM, SCHOOL = f"boris {SITE}", f"vera {SITE}", f"zhanna {SITE}"
EVENT, HOSTED, PRACTICE = f"vera zoya {SITE}", f"boris {SITE}", f"boris {SITE}"
TRANSLATE = "egor irina tikhon"
PRIVATE_WORD = "айн"  # begins every telling word of the world, whatever its gender


@dataclass(frozen=True)
class AdminLine:
    """One address of the admin. `let` get `status`; `see` of them (by default all) read the word; nobody else does.

    `spared` are not asked: theirs is the whole tree, told once by the page «site», and a screen of editing is dear. Nor is
    Тихон, where Ирина is let in: he may everything.
    """

    label: str
    address: Callable[[AdminWorld], str]
    let: str
    word: str = ""
    see: str | None = None
    status: int = 200
    spared: str = ""

    def asked(self, visitors: Iterable[str]) -> set[str]:
        """Who opens the address."""
        known = {"tikhon"} if "irina" in self.let.split() else set()
        return set(visitors) - set(self.spared.split()) - known


def _of_page(screen: str, page: str, world: AdminWorld) -> str:
    return reverse(f"wagtailadmin_pages:{screen}", args=[world.pages[page].pk])


def _of_revision(screen: str, page: str, world: AdminWorld) -> str:
    found = world.pages[page]
    return reverse(f"wagtailadmin_pages:{screen}", args=[found.pk, found.latest_revision_id])


def _comparison(page: str, world: AdminWorld) -> str:
    found = world.pages[page]
    first = "live" if found.live else "earliest"
    return f"/admin/pages/{found.pk}/revisions/compare/{first}...{found.latest_revision_id}/"


def _of_row(name: str, row: str, world: AdminWorld) -> str:
    return reverse(name, args=[world.rows[row].pk])


def _event(name: str, world: AdminWorld) -> str:
    return reverse(f"event:{name}", args=[world.event.pk])


def _hosted(name: str, world: AdminWorld) -> str:
    return reverse(f"event:{name}", args=[Event.objects.get(key=world.pages["hosted"].translation_key).pk])


def _bulk(model: str, action: str, find: Callable[[AdminWorld], object], world: AdminWorld) -> str:
    return f"/admin/bulk/{model}/{action}/?id={find(world).pk}"


def _fixed(address: str, _world: AdminWorld) -> str:
    return address


def at(label: str, let: str, word: str = "", see: str | None = None, status: int = 200) -> AdminLine:
    """A line of an address without numbers."""
    return AdminLine(label, partial(_fixed, label), let, word, see, status)


def row_lines(space: str, row: str, let: str, word: str, *screens: str) -> list[AdminLine]:
    """Screens of one row of a list."""
    return [AdminLine(f"{space}:{one}", partial(_of_row, f"{space}:{one}", row), let, word) for one in screens]


SCREENS = ("edit", "view_draft", "history", "copy", "move", "usage", "workflow_history")
WITHOUT_WORD = ("preview_on_edit", "set_privacy")
PAGES = {
    "site": (SITE, "Тайная страница сайта"),
    "kirov": (KIROV, "Тайная страница Кирова"),
    "perm": (PERM, "Тайная страница Перми"),
    "lesson": (SCHOOL, "Тайная правка урока"),
    "event": (EVENT, "Тайная правка события"),
    "hosted": (HOSTED, "Тайная правка слёта"),
    "practice": (PRACTICE, "Тайная практика"),
}
# What a coordinator does with a practice of the region: reads, edits, sends on; it is moved and closed by editors.
NARROWER = {("practice", "move"): SITE, ("practice", "set_privacy"): SITE}


def _page_lines() -> list[AdminLine]:
    lines = []
    for page, (let, word) in PAGES.items():
        spared = "tikhon" if page == "site" else SITE
        for screen in (*SCREENS, *WITHOUT_WORD):
            told = "" if screen in WITHOUT_WORD else word
            may = NARROWER.get((page, screen), let)
            who = "irina tikhon" if may == SITE and spared == SITE else spared
            lines.append(AdminLine(f"{page} {screen}", partial(_of_page, screen, page), may, told, spared=who))
        for screen in ("revisions_view", "revisions_revert"):
            lines.append(AdminLine(f"{page} {screen}", partial(_of_revision, screen, page), let, word, spared=spared))
        lines.append(AdminLine(f"{page} compare", partial(_comparison, page), let, word, spared=spared))
        in_bulk = NARROWER.get((page, "move"), let)
        find = partial(lambda name, world: world.pages[name], page)
        address = partial(_bulk, "wagtailcore/page", "move", find)
        lines.append(AdminLine(f"{page} bulk move", address, STAFF, word, in_bulk, spared=spared))
    return lines


def _api(page: str, world: AdminWorld) -> str:
    return f"/admin/api/main/pages/{world.pages[page].pk}/"


def _explore(page: str, world: AdminWorld) -> str:
    return reverse("wagtailadmin_explore", args=[world.pages[page].get_parent().pk])


def _choose(page: str, world: AdminWorld) -> str:
    return reverse("wagtailadmin_choose_page_child", args=[world.pages[page].get_parent().pk])


def _chosen(page: str, world: AdminWorld) -> str:
    return f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={world.pages[page].pk}"


def _translate(page: str, world: AdminWorld) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[world.pages[page].pk])


def _workflow(world: AdminWorld) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[world.pages["practice"].pk, "approve", world.rows["task"].pk])


def _workflow_preview(world: AdminWorld) -> str:
    return reverse("wagtailadmin_pages:workflow_preview", args=[world.pages["practice"].pk, world.rows["task"].task_id])


def _snippet_detail(world: AdminWorld) -> str:
    return f"/admin/localize/api/snippets/people/consentdocument/{world.rows['consent'].pk}/"


def _person(screen: str, world: AdminWorld) -> str:
    return reverse(f"wagtailusers_users:{screen}", args=[world.anna.pk])


def _user_bulk(action: str, world: AdminWorld) -> str:
    return _bulk("people/user", action, lambda one: one.anna, world)


LISTINGS = [
    AdminLine("api of a draft", partial(_api, "kirov"), KIROV, "Тайная страница Кирова"),
    AdminLine("api of a practice", partial(_api, "practice"), SITE, "Тайная практика"),
    AdminLine("explore Kirov", partial(_explore, "kirov"), KIROV, "Тайная страница Кирова"),
    AdminLine("explore Perm", partial(_explore, "perm"), PERM, "Тайная страница Перми"),
    AdminLine("explore practices", partial(_explore, "practice"), SITE, "Тайная практика"),
    AdminLine("choose of Kirov", partial(_choose, "kirov"), STAFF, "Тайная страница Кирова", KIROV),
    AdminLine("choose of Perm", partial(_choose, "perm"), STAFF, "Тайная страница Перми", PERM),
    AdminLine("choose of practices", partial(_choose, "practice"), STAFF, "Тайная практика", SITE),
    AdminLine("chosen by number", partial(_chosen, "kirov"), KIROV, "Тайная страница Кирова"),
    at("/admin/choose-page/search/?q=Перми", STAFF, "Тайная страница Перми", PERM),
    at("/admin/pages/search/?q=Перми", STAFF, "Тайная страница Перми", PERM),
    at("/admin/api/main/pages/?title=Тайная страница Перми", STAFF, "Тайная страница Перми", PERM),
    at("/admin/api/main/images/", ""),
    at("/admin/api/main/documents/", ""),
    AdminLine("translate site", partial(_translate, "site"), TRANSLATE),
    AdminLine("translate Kirov", partial(_translate, "kirov"), TRANSLATE),
    AdminLine("approve practice", _workflow, "boris irina tikhon"),
    AdminLine("preview of approval", _workflow_preview, "boris irina tikhon", "Тайная практика"),
    at("/admin/localize/reports/translations/", TRANSLATE, "Тайная страница сайта"),
    at("/admin/localize/api/snippets/people/consentdocument/", "irina tikhon", "Тайный текст согласия"),
    AdminLine("localize snippet", _snippet_detail, "irina tikhon", "Тайный текст согласия"),
    at("/admin/snippets/choose/people/consentdocument/", "irina tikhon", "Тайный текст согласия"),
    *row_lines("wagtailsnippetchoosers_people_consentdocument", "consent", "irina tikhon", "Тайный текст согласия", "chosen"),
    *row_lines("wagtail_localize", "translation", TRANSLATE, "Тайная страница сайта", "download_pofile", "preview_translation"),
]
REPORTS = [
    at("/admin/reports/locked/", SITE),
    at("/admin/reports/workflow/", STAFF, "Тайная практика", SITE),
    at("/admin/reports/workflow_tasks/", STAFF, "Тайная практика", SITE),
    at("/admin/reports/site-history/", STAFF, "Тайная страница Перми", PERM),
    at("/admin/reports/site-history/?object_type=", STAFF, "Тайная правка события", SITE),
    at("/admin/reports/aging-pages/", STAFF),
    at("/admin/reports/page-types-usage/", SITE, "Тайная страница"),
    at("/admin/reports/search-misses/", STAFF, "тайный колодец"),
    at("/admin/pages/usage/home/standardpage/", STAFF, "Тайная страница Перми", PERM),
    at("/admin/pages/usage/practices/practicepage/", STAFF, "Тайная практика", SITE),
]
# «Choose» is no secrecy: pictures and documents are public, every region chooses from all of them; it edits its own.
FILES = [
    at("/admin/images/", STAFF, "Тайный снимок", KIROV),
    *row_lines("wagtailimages", "picture", KIROV, "Тайный снимок", "edit", "image_usage", "delete"),
    *row_lines("wagtailimages", "common_picture", SITE, "Общий снимок", "edit"),
    at("/admin/images/chooser/", STAFF, "Тайный снимок"),
    *row_lines("wagtailimages_chooser", "picture", STAFF, "Тайный снимок", "chosen"),
    *row_lines("wagtailimages_chooser", "picture", STAFF, "", "select_format"),
    AdminLine(
        "bulk tags",
        partial(_bulk, "core/picture", "add_tags", lambda world: world.rows["picture"]),
        STAFF,
        "Тайный снимок",
        KIROV,
    ),
    at("/admin/documents/", STAFF, "Тайный документ", KIROV),
    *row_lines("wagtaildocs", "document", KIROV, "Тайный документ", "edit", "document_usage", "delete"),
    *row_lines("wagtaildocs", "common_document", SITE, "Общий документ", "edit"),
    at("/admin/documents/chooser/", STAFF, "Тайный документ"),
    *row_lines("wagtaildocs_chooser", "document", STAFF, "Тайный документ", "chosen"),
    AdminLine(
        "bulk documents",
        partial(_bulk, "core/sitedocument", "delete", lambda world: world.rows["document"]),
        STAFF,
        "Тайный документ",
        KIROV,
    ),
]
TECHNICAL = [
    at("/admin/users/", "tikhon", "Соловьёва"),
    at("/admin/users/new/", "tikhon"),
    *(AdminLine(f"user {one}", partial(_person, one), "tikhon", "Соловьёва") for one in ("edit", "history", "usage")),
    *(AdminLine(f"bulk user {one}", partial(_user_bulk, one), "tikhon") for one in ("delete", "assign_role", "set_active_state")),
    at("/admin/groups/", "tikhon", "Наставники"),
    at("/admin/groups/new/", "tikhon"),
    at("/admin/sites/", "tikhon"),
    at("/admin/locales/", "tikhon"),
    at("/admin/collections/", "tikhon"),
    at("/admin/workflows/list/", "tikhon", "Проверка практики"),
    at("/admin/workflows/tasks/index/", "tikhon"),
    at("/admin/redirects/", "tikhon", "/taynyy-put"),
    *row_lines("wagtailredirects", "redirect", "tikhon", "/taynyy-put", "edit", "delete"),
    AdminLine("site look", lambda world: f"/admin/settings/home/sitelook/{world.rows['site'].pk}/", SITE),
    at("/admin/failwhale/", ""),
    at("/admin/help/", STAFF),
    at("/admin/account/", STAFF),
    at("/api/v2/pages/", ""),
    at("/api/v3/pages/", ""),
]
CONSENTS = [
    at("/admin/snippets/people/consentdocument/", "irina tikhon", "Тайный текст согласия"),
    at("/admin/snippets/people/consentdocument/add/", "irina tikhon"),
    *row_lines(
        "wagtailsnippets_people_consentdocument", "consent", "irina tikhon", "Тайный текст согласия", "edit", "history", "inspect"
    ),
    *row_lines("wagtailsnippets_people_consentdocument", "consent", "tikhon", "Тайный текст согласия", "delete"),
]
MAKERS = "boris vera zoya irina tikhon"
HOSTS_IT = "boris irina tikhon"
OF_EVENT = "vera zoya irina tikhon"
DIRECTORY = [
    at("/admin/terms/", f"zhanna {SITE}", "Тайное слово"),
    *row_lines("terms", "term", SITE, "Тайное слово", "edit", "history", "usage"),
    at("/admin/organisation/", "boris vera egor zoya irina tikhon", "Тайная организация", "boris irina tikhon"),
    *row_lines("organisation", "organisation", "boris irina tikhon", "Тайная организация", "edit", "inspect", "history", "usage"),
    at("/admin/territory/", "boris vera egor zoya irina tikhon", "Тайный Хутор", "boris irina tikhon"),
    *row_lines("territory", "territory", "boris irina tikhon", "Тайный Хутор", "edit", "inspect", "history", "usage"),
    *row_lines("resourcecentre", "centre", "irina tikhon", "Тайные услуги", "edit"),
    *row_lines("resourcecentre", "centre", "boris irina tikhon", "Тайные услуги", "inspect"),
    *row_lines("region", "region", "boris irina tikhon", "Киров", "edit", "history"),
]
EVENTS = [
    at("/admin/event/", MAKERS, "Тайный слёт", "boris irina tikhon"),
    *(AdminLine(f"facts {one}", partial(_event, one), OF_EVENT, "Прикамье") for one in ("edit", "history")),
    *(AdminLine(f"hosted facts {one}", partial(_hosted, one), HOSTS_IT, "Тайный слёт") for one in ("edit", "history")),
    AdminLine("facts usage", partial(_event, "usage"), OF_EVENT),
    at("/admin/session/", MAKERS, "Тайная встреча", OF_EVENT),
    *row_lines("session", "session", OF_EVENT, "Тайная встреча", "edit", "delete", "history", "usage"),
    *row_lines("registrationoption", "option", OF_EVENT, "", "edit", "delete", "history"),
    *row_lines("quota", "quota", OF_EVENT, "", "edit", "delete", "history"),
    *row_lines("place", "place", MAKERS, "Тайная площадка", "edit"),
    *row_lines("speaker", "speaker", MAKERS, "Тайный Ведущий", "edit"),
    at("/admin/internshipcall/", "irina tikhon", "Тайный отбор"),
    *row_lines("internshipcall", "call", "irina tikhon", "Тайный отбор", "edit", "history"),
]
BANK = [
    at(f"/admin/school/{screen}/", "zhanna irina tikhon")
    for screen in ("questions", "questions/new", "questions/new/single", "banks", "banks/new", "categories", "categories/new")
]
RUNNERS = "zhanna irina tikhon"


def _run(name: str, *more: object) -> str:
    run = CourseRun.objects.order_by("pk").first()
    return reverse(f"run:{name}", args=[run.code, *more])


def _group(_world: AdminWorld) -> str:
    group = CourseRun.objects.order_by("pk").first().groups.first()
    return reverse("run:group", args=[group.run.code, group.public_id])


def _retire(_world: AdminWorld) -> str:
    item = CourseRun.objects.order_by("pk").first().items.first()
    return reverse("run:retire", args=[item.run.code, item.pk])


def _of_course(name: str, _world: AdminWorld) -> str:
    return reverse(name, args=[CourseRun.objects.order_by("pk").first().course.page_id])


RUN_SCREENS = ("card", "change", "copy", "cancel", "programme", "shift", "update", "groups")
RUNS = [
    at("/admin/school/runs/", RUNNERS, "Фонд: с чего начать"),
    at("/admin/school/runs/new/", RUNNERS, "Фонд: с чего начать"),
    at("/admin/school/rubrics/", RUNNERS),
    at("/admin/school/rubrics/new/", RUNNERS),
    *(AdminLine(f"run {name}", lambda _world, name=name: _run(name), RUNNERS) for name in RUN_SCREENS),
    AdminLine("run module", lambda _world: _run("module", 1), RUNNERS),
    AdminLine("run group", _group, RUNNERS),
    AdminLine("run retire", _retire, RUNNERS),
    AdminLine("course as a learner", partial(_of_course, "school_preview"), RUNNERS),
    AdminLine("course skeleton", partial(_of_course, "school_skeleton"), SCHOOL),
    at("/admin/school/choose-question/", SCHOOL),
    at("/admin/school/choose-question/results/", SCHOOL),
    at("/admin/school/choose-question/chosen-multiple/", SCHOOL),
]
ADMIN_LINES = [*_page_lines(), *LISTINGS, *REPORTS, *FILES, *TECHNICAL, *CONSENTS, *DIRECTORY, *EVENTS, *RUNS, *BANK]
