"""The table: address by name, method, how its object is made, who is let in and what the others meet (spec: reliability §3).

`let` are those who are let in, with the status they get, `besides` those who get another one; `see` (by default the same people)
read the telling word. Everybody else gets the same 404, a guest is led to the door. What everybody reads stands in PUBLIC, what
only a secret link opens in BY_LINK, the second factor's screens in FACTOR.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from home.loads_shown import key_of
from tests.matrix.world import World

EVERYBODY = "anna boris vera galina dmitry egor zhanna zoya irina"
DESK = "boris vera zoya irina"
OWN_REGION = "boris irina"
WORKS = "boris zoya irina"
HOSTS = "vera zoya irina"
MENTORS = "dmitry zhanna irina"
SCHOOL_DESK = "zhanna irina"


@dataclass(frozen=True)
class Line:
    """One address of the table."""

    name: str
    let: str
    args: Callable[[World], list] = lambda _world: []
    method: str = "get"
    data: Callable[[World], dict] = lambda _world: {}
    status: int | str = 200
    word: str = ""
    see: str = ""
    besides: dict[str, int] = field(default_factory=dict)


def _event(world: World) -> list:
    return [world.event.key]


def _entry(world: World) -> list:
    return [world.event.key, world.registration.public_id]


def _anna(world: World) -> list:
    return [world.anna.public_id]


def _attempt(world: World) -> list:
    return [world.attempt.public_id]


def _lesson(world: World) -> list:
    return [world.lesson]


def _letter(world: World) -> list:
    return [world.letter.public_id]


def _work(world: World) -> list:
    return [world.work.public_id]


def _mentored(world: World) -> list:
    return [world.work.enrolment.public_id, world.request.item_id]


OWN_SCREENS = [
    Line("people:account", EVERYBODY + " guest", status=302),
    Line("people:profile", EVERYBODY, word="Соловьёва", see="anna"),
    Line("people:security", EVERYBODY),
    Line("people:sign_out_everywhere", EVERYBODY, method="post", status="door"),
    Line("people:consents", EVERYBODY),
    Line("people:consent_decide", EVERYBODY, lambda _world: ["mailing"], method="post", status=302),
    Line("people:data", EVERYBODY, word="ФМС-ЛАБ «Прикамье»", see="anna"),
    Line("people:archive", EVERYBODY),
    Line("people:archive_download", "anna", lambda world: [world.archive.public_id]),
    Line("people:erase", EVERYBODY),
    Line("people:keep", EVERYBODY, method="post", status=302),
    Line("people:again", EVERYBODY, status=302),
    Line("people:welcome", EVERYBODY, status=302),
    Line("account_email", EVERYBODY),
    Line("account_change_password", EVERYBODY),
    Line("core:draft_form", EVERYBODY, method="post", status=302),
    Line("core:draft_earlier", "", lambda _world: ["a" * 22], method="post"),
    Line("dashboard:cabinet", EVERYBODY, word="Прикамье", see="anna"),
]
SCHOOL = [
    Line("school:my", EVERYBODY, word="Пройдено", see="anna"),
    Line("school:next", EVERYBODY, status=302),
    Line("school:next_of_course", "anna", lambda world: [world.enrolment.course_id], status=302),
    Line("school:enrol", EVERYBODY, lambda _world: ["svoy-temp"], besides={"anna": 302}),
    Line("school:lesson_done", "anna", _lesson, method="post", status=302),
    Line("school:check", "anna", _lesson, method="post", status=302),
    Line("school:leave", "anna", lambda world: [world.enrolment.public_id]),
    Line("school:certificate", "anna", lambda world: [world.enrolment.public_id], word="Соловьёва"),
    Line("school:certificate_correct", "anna", lambda world: [world.certificate.enrolment.public_id], word="Соловьёва"),
    Line("school:certificate_file", "anna", lambda world: [world.certificate.enrolment.public_id], status=302),
    Line("school:papers", "anna", lambda world: [world.enrolment.public_id], method="post", status=302),
    Line("school:paper_file", "anna", lambda world: [world.paper.enrolment.public_id, world.paper.public_id], status=302),
    Line("school:survey", "anna", lambda world: [world.certificate.enrolment.public_id], word="Пригодится ли вам курс?"),
    Line("school:desk_surveys", SCHOOL_DESK, word="Опросы после курсов"),
    Line("school:desk_survey", SCHOOL_DESK, lambda _world: ["proekt"], word="Первый проект"),
    Line("school:desk_certificates", SCHOOL_DESK, word="Соловьёва"),
    Line("school:desk_certificates_waiting", SCHOOL_DESK, word="Выдать сертификаты"),
    Line("school:desk_certificate", SCHOOL_DESK, lambda world: [world.certificate.public_id], word="Соловьёва"),
    Line("school:desk_certificate_file", SCHOOL_DESK, lambda world: [world.certificate.public_id], status=302),
    Line(
        "school:desk_certificate_act",
        SCHOOL_DESK,
        lambda world: [world.certificate.public_id, "revoke"],
        method="post",
        data=lambda _world: {"reason": "Проверка"},
        status=302,
    ),
    Line("school:quiz_start", "anna", lambda world: [world.attempt.activity_id], method="post", status=302),
    Line("school:attempt", "anna", _attempt, word="Вопрос про single"),
    Line("school:attempt_finish", "anna", _attempt, word="Сдать тест?"),
    Line("school:attempt_result", "anna", _attempt, status=302),
    Line("school:answers", "zhanna irina", _attempt, word="Соловьёва"),
    Line("school:answers_claim", "zhanna irina", _attempt, method="post", status=302),
    Line("school:answers_release", "zhanna irina", _attempt, method="post", status=302),
    Line("school:answers_void", "zhanna irina", _attempt, method="post", status=302),
    Line("school:desk", "boris vera zhanna irina", word="Учатся: 1", see="boris zhanna irina"),
    Line("school:desk_run", "boris vera zhanna irina", lambda _world: ["svoy-temp"], word="Соловьёва", see="boris zhanna irina"),
    Line(
        "school:desk_people_export",
        "boris vera zhanna irina",
        lambda _world: ["svoy-temp"],
        data=lambda _world: {"format": "csv"},
        word="Соловьёва",
        see="boris zhanna irina",
    ),
    Line(
        "school:desk_progress",
        "boris vera zhanna irina",
        lambda _world: ["svoy-temp"],
        word="Соловьёва",
        see="boris zhanna irina",
    ),
    Line("school:desk_grades", SCHOOL_DESK, lambda _world: ["svoy-temp"], word="Соловьёва"),
    Line("school:desk_questions", SCHOOL_DESK, lambda _world: ["svoy-temp"], word="Фонд: с чего начать"),
    Line("school:desk_totals", "boris vera zhanna irina", word='<th scope="row">Киров', see="boris zhanna irina"),
    Line("school:desk_mentors", SCHOOL_DESK, word="Наставники"),
    Line("school:desk_mentors_export", SCHOOL_DESK, data=lambda _world: {"format": "csv"}, word="Обычно ждут"),
    Line("school:desk_mentor", "", lambda world: [world.anna.public_id]),
    Line(
        "school:desk_add",
        "boris vera zhanna irina",
        lambda _world: ["svoy-temp"],
        data=lambda _world: {"q": "Соловьёва"},
        word="Соловьёва Анна",
        see="boris zhanna irina",
    ),
    Line("school:desk_add_new", "boris vera zhanna irina", lambda _world: ["svoy-temp"], word="Новый человек"),
    Line("school:desk_list", "boris vera zhanna irina", lambda _world: ["svoy-temp"], word="Столбцы таблицы"),
    Line("school:desk_list_sample", "boris vera zhanna irina", lambda _world: ["svoy-temp"]),
    Line("school:desk_list_preview", "boris", lambda world: ["svoy-temp", key_of(world.people_list)], word="Попова Клавдия"),
    Line("school:desk_village_time", "boris vera zhanna irina", lambda _world: ["svoy-temp"], word="Попросить время"),
    Line("school:desk_learner", "boris zhanna irina", lambda world: [world.enrolment.public_id], word="Соловьёва"),
    Line(
        "school:desk_learner_contacts",
        "boris zhanna irina",
        lambda world: [world.enrolment.public_id],
        method="post",
        word="anna@example.org",
    ),
    Line("school:desk_learner_time", "boris zhanna irina", lambda world: [world.enrolment.public_id], word="Соловьёва"),
    Line(
        "school:desk_learner_act",
        SCHOOL_DESK,
        lambda world: [world.enrolment.public_id, "expel"],
        method="post",
        data=lambda _world: {"reason": ""},
        status=422,
    ),
    Line("school:work_start", "anna", lambda world: [world.work.activity_id], method="post", status=302),
    Line("school:ask_time", "anna", lambda world: [world.work.activity_id], word="Попросить время"),
    Line("school:ask", "anna", lambda world: [world.work.activity_id], word="Спросить наставника"),
    Line("school:work", "anna", _work, word="Двенадцать дворов."),
    Line("school:work_check", "anna", _work, status=302),
    Line("school:work_take_back", "anna", _work, method="post", status=302),
    Line("school:work_file_add", "anna", _work, method="post", status=422),
    Line("school:work_file_change", "anna", lambda world: [*_work(world), "nichey-nomer"], method="post", status=302),
    Line("school:file", "anna " + MENTORS, lambda world: [world.file.public_id]),
    Line("school:thread", "anna " + MENTORS, lambda world: [world.thread.public_id], word="Колодец считать?"),
    Line(
        "school:thread_change",
        MENTORS,
        lambda world: [world.thread.public_id],
        method="post",
        data=lambda _world: {"act": "group"},
        status=302,
    ),
    Line("school:mentor", MENTORS, word="Паспорт улицы"),
    Line("school:mentor_next", MENTORS, status=302),
    Line("school:review", MENTORS, _work, word="Двенадцать дворов."),
    Line("school:review_claim", MENTORS, _work, method="post", status=302),
    Line("school:time_request", MENTORS, lambda world: [world.request.public_id], word="не было связи"),
    Line("school:mentor_group", MENTORS, lambda world: [world.work.enrolment.group.public_id], word="Соловьёва"),
    Line("school:mentor_group_time", MENTORS, lambda world: [world.work.enrolment.group.public_id]),
    Line("school:mentor_learner", MENTORS, lambda world: [world.work.enrolment.public_id], word="Соловьёва"),
    Line("school:mentor_give", MENTORS, _mentored, word="Соловьёва"),
    Line("school:mentor_mark", MENTORS, _mentored, word="Соловьёва"),
    Line("school:results", "anna", lambda world: [world.enrolment.public_id], word="Фонд: с чего начать"),
    Line("school:news", EVERYBODY, lambda world: [world.enrolment.course_id], status=302),
    Line("school:reminders", EVERYBODY, method="post", data=lambda _world: {"act": "on"}, status=302),
    Line("school:phrases", "dmitry zhanna irina", word="Мои фразы"),
    Line("school:mentor_group_letter", "zhanna irina", lambda world: [world.enrolment.group.public_id], word="Соловьёва"),
    Line("school:mentor_criterion", "zhanna irina", lambda world: [world.enrolment.group.public_id], word="Один критерий"),
    Line("school:file_text", "", lambda _world: ["nichey-nomer"]),
    Line("school:whole", "anna", lambda world: [world.enrolment.public_id], word="Что такое фонд"),
    Line("school:whole_file", "anna", lambda world: [world.enrolment.public_id], word="Что такое фонд"),
    Line("school:paper_tests", "boris zhanna irina", lambda world: [world.enrolment.public_id], word="Соловьёва"),
    Line("school:paper_typing", "", lambda world: [world.enrolment.public_id, world.lesson]),
    Line(
        "school:word_in",
        SCHOOL_DESK,
        lambda world: [world.enrolment.course.page.get_first_child().translation_key],
        word="Файл Word",
    ),
    Line("school:word_batch", "", lambda world: [world.enrolment.course.page.get_first_child().translation_key, 1]),
    Line("school:word_out", SCHOOL_DESK, lambda world: [world.enrolment.course_id]),
    Line("school:sessions", "boris vera dmitry zhanna irina", word="Фонд: с чего начать", see="boris zhanna irina"),
    Line("school:session_new", "boris zhanna irina", lambda _world: ["svoy-temp"], word="Соловьёва"),
    Line("school:session", "boris zhanna irina", lambda world: [world.session.public_id], word="Соловьёва"),
    Line("school:session_undo", "", lambda _world: ["nichey-nomer"], method="post"),
    Line("school:session_sheet", "boris zhanna irina", lambda world: [world.session.public_id], method="post", status=422),
    Line("school:session_sheet_file", "", lambda world: [world.session.public_id, "nichey-nomer"]),
]
EVENTS = [
    Line("events:desk", DESK, word="Прикамье"),
    Line("events:desk_event", DESK, _event),
    Line("events:desk_people", DESK, _event, word="Соловьёва", see=WORKS),
    Line("events:desk_add", DESK, _event),
    Line("events:desk_stop", HOSTS, _event, method="post", status=302),
    Line("events:desk_act", HOSTS, lambda world: [world.event.key, "postpone"]),
    Line("events:desk_person", WORKS, _entry, word="Соловьёва"),
    Line("events:desk_contacts", WORKS, _entry, method="post", word="anna@example.org"),
    Line("events:desk_person_act", WORKS, lambda world: [*_entry(world), "link"], method="post", status=302),
]
PEOPLE = [
    Line("dashboard:people", "boris vera irina", word="Соловьёва", see=OWN_REGION),
    Line("dashboard:person", OWN_REGION, _anna, word="Соловьёва"),
    Line("dashboard:person_contacts", OWN_REGION, _anna, method="post", word="anna@example.org"),
    Line("dashboard:person_add", "boris vera irina"),
    Line("dashboard:person_invite", "boris vera irina"),
    Line("dashboard:people_cards", OWN_REGION, method="post", data=lambda world: {"person": [world.anna.public_id]}),
    Line("dashboard:person_card", OWN_REGION, _anna, method="post", data=lambda _world: {"kind": "printed"}),
    Line("dashboard:person_card_revoke", OWN_REGION, _anna, method="post"),
    Line("dashboard:person_consent", OWN_REGION, _anna),
    Line("dashboard:person_scan", OWN_REGION, lambda world: [world.anna.public_id, world.scan.public_id]),
    Line("dashboard:person_roles", "irina", _anna),
    Line("dashboard:person_access", "irina", _anna),
    Line("dashboard:person_second_factor", "irina", _anna),
    Line("dashboard:person_region", "irina", _anna),
    Line("dashboard:person_erase", "irina", _anna),
    Line("dashboard:erasure_acts", "irina", word="2026-0001"),
    Line("dashboard:erasure_act", "irina", lambda world: [world.act.number]),
]
LETTERS = [
    Line("dashboard:letters", DESK, word="Соловьёва", see=WORKS),
    Line("dashboard:letter", WORKS, _letter),
    Line("dashboard:letter_resend", "", _letter, method="post"),
    Line("dashboard:letters_stop", "", method="post"),
    Line("dashboard:calls", DESK, word="Анна Соловьёва", see=WORKS),
    Line(
        "dashboard:call",
        WORKS,
        lambda world: [world.call.public_id],
        method="post",
        data=lambda _world: {"act": "missed"},
        status=302,
    ),
    Line("dashboard:export", "", lambda _world: ["nichey-nomer"]),
    Line("dashboard:export_file", "", lambda _world: ["nichey-nomer"]),
]
REGIONS = [
    Line("home:corrections", "boris vera irina", word="Общее поле", see=OWN_REGION),
    Line("home:correction", OWN_REGION, lambda world: [world.correction.public_id], word="ул. Мира, д. 5"),
    Line("home:coverage", "irina", word="Кто где отвечает"),
    Line("home:load", "boris vera irina", lambda _world: ["organisations"]),
    Line("home:load_sample", "boris vera irina", lambda _world: ["territories"]),
    Line("home:load_preview", "boris", lambda world: ["organisations", key_of(world.batch)], word="Тулашский фонд"),
]
LINES = [*REGIONS, *OWN_SCREENS, *SCHOOL, *EVENTS, *PEOPLE, *LETTERS]

# Everybody reads these or starts from them; what they do with what is typed is told by the tests of their apps.
PUBLIC = {
    "health_live",
    "health_ready",
    "public_file",
    "sitemap",
    "robots",
    "favicon",
    "short_page",
    "page_picture",
    "events_feed_ics",
    "events_feed_atom",
    "events_feed_rss",
    "events_event_ics",
    "practices_feed_rss",
    "practices_feed_atom",
    "organisations_csv",
    "organisations_xlsx",
    "territories_csv",
    "territories_xlsx",
    "core:paper_check",
    "core:paper",
    "core:vision",
    "core:styleguide",
    "core:mailbox",
    "core:mailbox_letter",
    "core:mailbox_html",
    "people:texts",
    "people:text",
    "people:card",
    "core:draft_field",  # only fields of a form signed for this very person
    "core:kept_drop",  # only what this browser keeps
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reauthenticate",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_set_password",
    "usersessions_list",
    "mfa_index",
    "mfa_authenticate",
    "mfa_trust",
    "mfa_reauthenticate",
    "school:lesson",
    "school:video",
    "events:month",
    "events:link",
    "events:lookup",
    "events:code",
    "events:register",
    "practices:short",
    "home:search",
    "home:suggest",
    "home:organisations",
    "home:organisation",
    "home:correction_ask",
    "home:correction_sent",
    "home:territories",
    "home:territory",
    "home:site_map",
    "home:poster",
}
# The second factor: for whoever is signed in, a guest is led to the door.
FACTOR = {
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
# A secret link opens these; a wrong one meets 404.
BY_LINK = {
    "people:sign_in_here",
    *(f"events:{name}" for name in ("ticket", "change", "cancel", "offer", "reconfirm", "join", "withdraw", "ticket_ics")),
}
