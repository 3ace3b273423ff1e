"""A small course with two modules and three lessons, and an open self-paced run."""

from wagtail.models import Site

from school.models import (
    AssignmentPage,
    CoursePage,
    CourseRun,
    LessonPage,
    ModulePage,
    Question,
    QuestionBank,
    QuestionCategory,
    QuestionVersion,
    QuizPage,
    QuizSlot,
    SchoolPage,
)
from school.services.runs import create_run, open_run

QUESTION = {
    "kind": "single",
    "question": "С чего начать?",
    "options": [
        {
            "type": "item",
            "id": "11111111-1111-1111-1111-111111111111",
            "value": {"text": "С обхода дворов", "right": True, "remark": ""},
        },
        {
            "type": "item",
            "id": "22222222-2222-2222-2222-222222222222",
            "value": {"text": "Со счёта", "right": False, "remark": "Рано."},
        },
    ],
    "explanation": "Сначала люди.",
}
RIGHT, WRONG = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
CHECK_ID = "33333333-3333-3333-3333-333333333333"


def school() -> SchoolPage:
    root = Site.objects.get(is_default_site=True).root_page
    return SchoolPage.objects.child_of(root).first() or root.add_child(instance=SchoolPage(title="Школа", slug="shkola"))


def course(title: str = "Фонд: с чего начать", slug: str = "fond") -> CoursePage:
    page = school().add_child(instance=CoursePage(title=title, slug=slug, lead="От разговора до отчёта", hours=18))
    first = page.add_child(instance=ModulePage(title="Зачем селу фонд", slug="modul-1"))
    second = page.add_child(instance=ModulePage(title="Ресурсы", slug="modul-2"))
    first.add_child(instance=LessonPage(title="Что такое фонд", slug="chto-takoe", minutes=12, open_to_all=True))
    first.add_child(instance=LessonPage(title="Три истории", slug="istorii", minutes=15))
    body = [{"type": "self_check", "id": CHECK_ID, "value": QUESTION}]
    lesson = LessonPage(title="Проверьте себя", slug="proverka", completion="self_check", opens="all_before", minutes=10)
    lesson.body = LessonPage._meta.get_field("body").to_python(body)
    second.add_child(instance=lesson)
    return page


def lessons_of(page: CoursePage) -> list[LessonPage]:
    return list(LessonPage.objects.descendant_of(page).order_by("path"))


def run_of(page: CoursePage, *, code: str = "svoy-temp", **facts: object) -> CourseRun:
    run = create_run(page, code=code, title="В своём темпе", **({"self_paced": True} | facts))
    open_run(run)
    return run


def assignment(page: CoursePage, title: str = "Паспорт улицы", **fields: object) -> AssignmentPage:
    """An assignment in the last module of the course; make the run afterwards."""
    module = ModulePage.objects.child_of(page).order_by("path").last()
    return module.add_child(instance=AssignmentPage(title=title, slug=f"zadanie-{len(title)}", **fields))


def bank(questions: int = 6, *, title: str = "Право НКО", kinds: tuple[str, ...] = ("single",)) -> QuestionCategory:
    """A category of so many questions, one version each, of the kinds in turn; «верно-N» is the right answer's word."""
    owner = QuestionBank.objects.get_or_create(title=title)[0]
    category = QuestionCategory.objects.create(bank=owner, path=f"Общее {owner.categories.count() + 1}")
    for number in range(1, questions + 1):
        kind = kinds[(number - 1) % len(kinds)]
        ask(category, kind, f"Вопрос про {kind} {number}", number=number)
    return category


def ask(category: QuestionCategory, kind: str = "single", text: str = "Что это?", *, number: int = 1) -> Question:
    """One question with its first version."""
    question = Question.objects.create(category=category, kind=kind, title=text)
    QuestionVersion.objects.create(
        question=question, number=1, text=text, data=key_of(kind, number), explanation=f"Пояснение {number}"
    )
    return question


def key_of(kind: str, number: int = 1) -> dict:
    """Data of a small question of a kind; ids tell nothing of what is right."""
    right, wrong = {"id": f"a{number}", "text": f"верно-{number}"}, {"id": f"b{number}", "text": f"мимо-{number}"}
    return {
        "single": {"options": [wrong | {"right": False, "remark": f"тайна-{number}"}, right | {"right": True}]},
        "multiple": {"options": [right | {"right": True}, wrong | {"right": False}]},
        "true_false": {"right": True},
        "short": {"accepted": [{"text": f"верно-{number}"}]},
        "numeric": {"accepted": [{"low": "41.5", "high": "42.5"}]},
        "matching": {
            "lefts": [{"id": "l1", "text": "Устав", "match": "r7"}, {"id": "l2", "text": "Смета", "match": "r3"}],
            "rights": [{"id": "r7", "text": "правила"}, {"id": "r3", "text": "деньги"}],
        },
        "ordering": {"items": [{"id": "x", "text": "обход"}, {"id": "m", "text": "разговор"}]},
        "free_text": {"lines": 4, "guide": f"тайна-{number}"},
    }[kind]


def quiz(
    page: CoursePage, category: QuestionCategory, *, count: int = 5, points: int = 1, slug: str = "test", **facts: object
) -> QuizPage:
    """A quiz at the end of the course that asks so many questions of the category; make it before the run."""
    module = ModulePage.objects.child_of(page).order_by("path").last()
    made = QuizPage(title="Итоговый тест", slug=slug, minutes=15, **facts)
    made.slots.add(QuizSlot(category=category, count=count, points=points))
    return module.add_child(instance=made)
