"""Blocks only lessons have: video after a tap, files, «Проверьте себя» (spec: school §2)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.blocks import body_blocks
from core.video import player_address

GROUP = _("Урок")


class VideoBlock(blocks.StructBlock):
    """A poster with minutes and megabytes; the player opens on a page of its own after a tap."""

    title = blocks.CharBlock(label=_("Название"), max_length=150, help_text=_("О чём видео, одной фразой."))
    url = blocks.URLBlock(label=_("Адрес видео"), help_text=_("Страница видео на VK Видео или RuTube."))
    minutes = blocks.IntegerBlock(label=_("Минут"), min_value=1, max_value=180)
    megabytes = blocks.IntegerBlock(
        label=_("Мегабайт"), min_value=1, max_value=2000, help_text=_("Сколько скачает телефон, если посмотреть целиком.")
    )
    poster = ImageChooserBlock(label=_("Кадр"), required=False)
    transcript = blocks.TextBlock(
        label=_("Расшифровка"), required=False, help_text=_("Весь текст видео: его прочтут те, у кого слабая связь.")
    )
    no_transcript_why = blocks.CharBlock(
        label=_("Почему нет расшифровки"), required=False, max_length=200, help_text=_("Например: «В видео только музыка».")
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        errors = {}
        if not player_address(cleaned["url"]):
            errors["url"] = ValidationError(_("Подойдёт адрес с vk.com, vkvideo.ru или rutube.ru."))
        if not cleaned["transcript"] and not cleaned["no_transcript_why"]:
            errors["transcript"] = ValidationError(_("Добавьте расшифровку или напишите, почему её нет."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        label = _("Видео")
        icon = "media"
        group = GROUP
        description = _("Видео открывается после нажатия; минуты, мегабайты и расшифровка видны сразу.")
        template = "school/blocks/video.html"
        preview_value = {
            "title": "Обход улицы с координатором",
            "minutes": 6,
            "megabytes": 24,
            "transcript": "— Мы начинаем не с денег. Мы идём по улице и спрашиваем.",
        }


class OptionBlock(blocks.StructBlock):
    """One answer of a question."""

    text = blocks.CharBlock(label=_("Ответ"), max_length=300)
    right = blocks.BooleanBlock(label=_("Верный"), required=False)
    remark = blocks.CharBlock(
        label=_("Пояснение"), required=False, max_length=300, help_text=_("Увидит тот, кто выбрал этот ответ.")
    )

    class Meta:
        label = _("Ответ")
        icon = "tick"


class SelfCheckBlock(blocks.StructBlock):
    """«Проверьте себя»: no marks, any number of tries."""

    kind = blocks.ChoiceBlock(
        label=_("Вид вопроса"),
        choices=[
            ("single", _("один верный ответ")),
            ("multiple", _("несколько верных ответов")),
            ("true_false", _("верно или неверно")),
            ("short", _("короткий ответ словами")),
        ],
        default="single",
    )
    question = blocks.CharBlock(label=_("Вопрос"), max_length=500)
    options = blocks.ListBlock(
        OptionBlock(),
        label=_("Ответы"),
        help_text=_(
            "Для «верно или неверно» добавьте один ответ и отметьте, верно ли утверждение. Для короткого — все допустимые ответы."
        ),
        min_num=1,
        max_num=8,
    )
    explanation = blocks.TextBlock(label=_("Объяснение"), required=False, help_text=_("Покажем после ответа: почему так."))

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        problem = _problem(cleaned["kind"], [bool(option["right"]) for option in cleaned["options"]])
        if problem:
            raise blocks.StructBlockValidationError(block_errors={"options": ValidationError(problem)})
        return cleaned

    class Meta:
        label = _("Проверьте себя")
        icon = "help"
        group = GROUP
        description = _("Вопрос без оценки: отвечать можно сколько угодно, сразу видно объяснение.")
        template = "school/blocks/self_check.html"
        preview_value = {
            "kind": "single",
            "question": "С чего начать подсчёт ресурсов улицы?",
            "options": [
                {"text": "Обойти дворы и записать, кто что умеет", "right": True, "remark": ""},
                {"text": "Открыть счёт в банке", "right": False, "remark": "Счёт понадобится позже."},
            ],
            "explanation": "",
        }


def question_data(child: blocks.StreamValue.StreamChild) -> dict:
    """The data of a self-check in the form `school.questions` marks; option ids are the list items' own."""
    value = child.value
    options = [
        {"id": item.id, "text": item.value["text"], "right": bool(item.value["right"]), "remark": item.value["remark"]}
        for item in value["options"].bound_blocks
    ]
    if value["kind"] == "short":
        return {"accepted": [{"text": option["text"]} for option in options]}
    if value["kind"] == "true_false":
        return {"right": options[0]["right"]}
    return {"options": options}


def _problem(kind: str, right: list[bool]) -> str:
    if kind == "single" and (len(right) < 2 or right.count(True) != 1):
        return _("Нужны хотя бы два ответа, верный ровно один.")
    if kind == "multiple" and (len(right) < 2 or not any(right)):
        return _("Нужны хотя бы два ответа, из них хотя бы один верный.")
    if kind == "true_false" and len(right) != 1:
        return _("Для «верно или неверно» нужен один ответ с отметкой.")
    return ""


LESSON_BLOCKS = [*body_blocks(), ("video", VideoBlock()), ("self_check", SelfCheckBlock())]
