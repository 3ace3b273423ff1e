"""Content checks of the preview: what to mend before publication, in Russian; axe runs them in the editor's browser."""

from django.forms import Media
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from home.admin.facts import lacks_region, unmarked_pictures

SCRIPT = "home/content-checks.js"
# Stands in templates/base.html for pages without a description of their own.
USUAL_DESCRIPTION = _("Альянс фондов местных сообществ: учимся, делимся практиками, помогаем сёлам и малым городам.")
# rule: (what it looks at, how heavy, what is wrong, what to do)
TEXT = "main p, main li, main h1, main h2, main h3"
OWN = {
    "fms-link-words": (
        "main a[href]",
        "serious",
        _("Ссылка ничего не говорит"),
        _("Вместо «здесь» или «подробнее» назовите, куда ведёт ссылка."),
    ),
    "fms-straight-quotes": (TEXT, "minor", _("Прямые кавычки"), _("Поставьте «ёлочки», а внутри них — „лапки“.")),
    "fms-hyphen": (TEXT, "minor", _("Дефис вместо тире"), _("Между словами ставят тире: «село — это люди».")),
    "fms-long-paragraph": (
        "main p",
        "moderate",
        _("Слишком длинный абзац"),
        _("Больше 900 знаков с телефона не дочитывают: разделите на два-три абзаца."),
    ),
    "fms-description": (
        "h1",
        "moderate",
        _("Нет описания для поиска"),
        _("Вкладка «Продвижение»: одно-два предложения, о чём страница."),
    ),
    "fms-file-size": (
        "main a[href*='/documents/']",
        "moderate",
        _("Файл без размера"),
        _("Вставьте файл блоком «Файлы»: вид и размер подставятся сами."),
    ),
    "fms-region": (
        "h1",
        "moderate",
        _("Нет региона"),
        _("Укажите регион: без него страницу не найдут по региону и она не попадёт к координатору."),
    ),
    "fms-people-agreed": (
        "main img",
        "moderate",
        _("Снимок без отметки о согласии людей"),
        _("Если людей на снимке можно узнать, возьмите их согласие и отметьте его у изображения. Если людей нет, всё в порядке."),
    ),
    "fms-first-abbreviation": (
        "main",
        "minor",
        _("Сокращение без пояснения"),
        _("Первое «ФМС» на странице пишут полностью: «фонд местного сообщества (ФМС)»."),
    ),
}
STOCK = {
    "button-name": (_("Кнопка без надписи"), _("Напишите на кнопке, что она делает.")),
    "empty-heading": (_("Пустой заголовок"), _("Напишите заголовок или уберите блок.")),
    "empty-table-header": (_("Пустой заголовок столбца"), _("Назовите каждый столбец таблицы.")),
    "frame-title": (_("Вставка без названия"), _("Назовите, что за ролик или карта.")),
    "heading-order": (_("Перескочили через уровень заголовка"), _("Под крупным заголовком ставят следующий по размеру.")),
    "input-button-name": (_("Кнопка без надписи"), _("Напишите на кнопке, что она делает.")),
    "link-name": (_("Ссылка без слов"), _("Напишите, куда ведёт ссылка.")),
    "p-as-heading": (_("Абзац вместо заголовка"), _("Возьмите блок «Заголовок», а не жирный абзац.")),
    "alt-text-quality": (_("Имя файла вместо подписи к снимку"), _("Опишите словами, кто и что на снимке.")),
}


class RussianChecks(ContentCheckerItem):
    """The checker with our rules and Russian advice."""

    axe_run_only = [*(rule for rule in ContentCheckerItem.axe_run_only if rule in STOCK), *OWN]
    axe_custom_rules = [
        *(rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] in STOCK),
        *(
            {
                "id": rule,
                "impact": impact,
                "selector": where,
                "tags": ["best-practice"],
                "any": [f"check-{rule}"],
                "enabled": True,
            }
            for rule, (where, impact, *_words) in OWN.items()
        ),
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        *({"id": f"check-{rule}", "options": {"usual": USUAL_DESCRIPTION}} for rule in OWN),
    ]
    axe_messages = {
        **{rule: {"error_name": wrong, "help_text": advice} for rule, (wrong, advice) in STOCK.items()},
        **{rule: {"error_name": wrong, "help_text": advice} for rule, (_where, _impact, wrong, advice) in OWN.items()},
    }

    def __init__(self, page: Page | None = None, in_editor: bool = False) -> None:
        super().__init__(in_editor=in_editor)
        self.page = page.specific if page is not None and page.pk else page

    def get_axe_custom_checks(self, request: HttpRequest) -> list[dict]:
        """The checks with what the HTML of the page does not show."""
        told = {
            "usual": USUAL_DESCRIPTION,
            "regionless": self.page is not None and lacks_region(self.page),
            "unmarked": unmarked_pictures(self.page) if self.page is not None else [],
        }
        own = {f"check-{rule}" for rule in OWN}
        return [one | {"options": told} if one["id"] in own else one for one in super().get_axe_custom_checks(request)]

    @property
    def media(self) -> Media:
        return Media(js=[versioned_static(SCRIPT)])
