"""A survey of a course with one question of each look."""

from school.models import CoursePage

MARK, BEST, HOW, MORE = (f"{number}0000000-0000-4000-8000-000000000000" for number in (1, 2, 3, 4))
OPTIONS = ("50000000-0000-4000-8000-000000000000", "60000000-0000-4000-8000-000000000000")


def add_survey(page: CoursePage) -> CoursePage:
    """Give the course its survey and publish it."""
    plain = {"help": "", "required": False, "show_if": {"number": None, "answers": ""}}
    options = [{"type": "item", "id": key, "value": text} for key, text in zip(OPTIONS, ("Уроки", "Задания"), strict=True)]
    page.survey = [
        {
            "type": "scale",
            "id": MARK,
            "value": plain | {"text": "Пригодится ли вам курс?", "required": True, "low": "нет", "high": "да"},
        },
        {"type": "one", "id": BEST, "value": plain | {"text": "Что было полезнее?", "options": options}},
        {"type": "yes_no", "id": HOW, "value": plain | {"text": "Было ли что-то лишнее?"}},
        {"type": "long", "id": MORE, "value": plain | {"text": "Что лишнее?", "show_if": {"number": 3, "answers": "Да"}}},
    ]
    page.survey = CoursePage._meta.get_field("survey").to_python(page.survey)
    page.save_revision().publish()
    return page
