"""Blocks of a practice: steps, resources, results, partners, files; the page reads in one query (spec: practices §2)."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from practices.choices import ResourceKind, ResourceSource

GROUP = _("Практика")
MOST_RUBLES = 1_000_000_000


class StepBlock(blocks.StructBlock):
    """What was done, when and by whom."""

    title = blocks.CharBlock(label=_("Шаг"), max_length=120, help_text=_("Глаголом в прошедшем времени: «Обошли дворы»."))
    text = blocks.TextBlock(label=_("Что сделали"), help_text=_("Так, чтобы человек из другого села смог повторить."))
    when = blocks.CharBlock(label=_("Когда"), required=False, max_length=120, help_text=_("«Март–май, три субботы»."))
    who = blocks.CharBlock(label=_("Кто"), required=False, max_length=150, help_text=_("Кто делал и сколько было людей."))

    class Meta:
        label = _("Шаг")
        icon = "order"
        group = GROUP
        description = _("Один шаг: что сделали, когда и кто.")
        template = "practices/blocks/step.html"
        preview_value = {
            "title": "Посчитали своё",
            "text": "Обошли все дворы с одним листом: «Что умеете, что есть, чем готовы помочь».",
            "when": "Октябрь, две недели",
            "who": "Шесть добровольцев",
        }


class ResourceValue(blocks.StructValue):
    """A resource with its words."""

    @property
    def source_words(self) -> str:
        """«местный бизнес», not its code."""
        return ResourceSource(self["source"]).label if self["source"] in ResourceSource.values else ""


class ResourceBlock(blocks.StructBlock):
    """What was needed, how much, where from, its value in roubles."""

    kind = blocks.ChoiceBlock(label=_("Вид"), choices=ResourceKind.choices)
    title = blocks.CharBlock(label=_("Что понадобилось"), max_length=150)
    amount = blocks.DecimalBlock(label=_("Сколько"), required=False, min_value=0, max_digits=12, decimal_places=2)
    unit = blocks.CharBlock(label=_("Чего"), required=False, max_length=40, help_text=_("Штук, часов, м³."))
    value_rub = blocks.IntegerBlock(
        label=_("Рублей"),
        required=False,
        min_value=0,
        max_value=MOST_RUBLES,
        help_text=_("Цена или оценка; если не считали, оставьте пустым."),
    )
    source = blocks.ChoiceBlock(label=_("Откуда"), choices=ResourceSource.choices)
    comment = blocks.CharBlock(label=_("Пояснение"), required=False, max_length=250)

    class Meta:
        label = _("Ресурс")
        icon = "cog"
        group = GROUP
        description = _("Деньги, материалы, помещение, техника, люди: сколько и откуда.")
        template = "practices/blocks/resource.html"
        value_class = ResourceValue
        preview_value = {
            "kind": "materials",
            "title": "Доска на настил",
            "amount": 14,
            "unit": "м³",
            "value_rub": 98000,
            "source": "business",
            "comment": "Пилорама отдала даром",
        }


class ResultBlock(blocks.StructBlock):
    """An indicator before and after, with its evidence."""

    indicator = blocks.CharBlock(label=_("Показатель"), max_length=150, help_text=_("Что изменилось: «Дорога до медпункта»."))
    unit = blocks.CharBlock(label=_("Единица"), required=False, max_length=40)
    before = blocks.CharBlock(label=_("Было"), required=False, max_length=40)
    after = blocks.CharBlock(label=_("Стало"), max_length=40)
    period = blocks.CharBlock(label=_("За какое время"), required=False, max_length=80)
    expected = blocks.CharBlock(label=_("Чего ждали"), required=False, max_length=40)
    evidence = blocks.CharBlock(
        label=_("Чем подтверждено"), required=False, max_length=250, help_text=_("Журнал, список, замер, опрос.")
    )
    evidence_link = blocks.URLBlock(label=_("Ссылка на подтверждение"), required=False)
    evidence_file = DocumentChooserBlock(label=_("Файл подтверждения"), required=False)
    verified_by = blocks.CharBlock(label=_("Кто проверил"), required=False, max_length=150)

    class Meta:
        label = _("Результат")
        icon = "table"
        group = GROUP
        description = _("Показатель: было, стало и чем это подтверждено.")
        template = "practices/blocks/result.html"
        preview_value = {
            "indicator": "Дорога до медпункта",
            "unit": "минут",
            "before": "45",
            "after": "9",
            "period": "с сентября",
            "evidence": "замер старосты",
        }


class PartnerBlock(blocks.StructBlock):
    """Who helped and with what."""

    name = blocks.CharBlock(label=_("Кто"), max_length=200)
    role = blocks.CharBlock(label=_("Чем помог"), max_length=200)

    class Meta:
        label = _("Партнёр")
        icon = "group"
        group = GROUP
        description = _("Кто помог и чем.")
        template = "practices/blocks/partner.html"
        preview_value = {"name": "Администрация поселения", "role": "земля и согласования"}


class PracticeFileBlock(blocks.StructBlock):
    """A paper that others may take."""

    document = DocumentChooserBlock(label=_("Файл"))
    title = blocks.CharBlock(label=_("Подпись"), max_length=150, help_text=_("Что это: «Договор пожертвования»."))

    class Meta:
        label = _("Файл")
        icon = "doc-full"
        group = GROUP
        description = _("Готовая бумага: вид и размер подставятся сами.")
        template = "practices/blocks/file.html"
        preview_value = {"title": "Протокол схода"}


def stream_of(name: str, block: blocks.Block, most: int) -> blocks.StreamBlock:
    """A stream of up to `most` blocks of one kind; how many are needed is asked at publication, not in a draft."""
    return blocks.StreamBlock([(name, block)], max_num=most, required=False)
