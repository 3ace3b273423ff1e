from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Stamp(models.Model):
    """Version of one kind of cards: the guard row of the act that changes them; readers see that their copy is old."""

    kind = models.CharField(_("вид"), max_length=32, unique=True)
    version = models.PositiveBigIntegerField(_("версия"), default=0)
    touched = models.PositiveBigIntegerField(_("счётчик захватов"), default=0, editable=False)

    class Meta:
        verbose_name = _("версия карточек")
        verbose_name_plural = _("версии карточек")

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class CardQuerySet(models.QuerySet):
    def newest_first(self) -> "CardQuerySet":
        """By date, those without one last; the order is the same on both databases."""
        return self.order_by(models.F("date").desc(nulls_last=True), "-pk")

    def in_order(self, pks: list[int]) -> "list[Card]":
        """These cards in this order, in one query; a card gone meanwhile is left out."""
        found = self.in_bulk(pks) if pks else {}
        return [found[pk] for pk in pks if pk in found]


class Card(models.Model):
    """One public thing in one language: what lists, search, counts, feeds and the map read. No card, not public."""

    kind = models.CharField(_("вид"), max_length=32)
    locale = models.CharField(_("язык"), max_length=8)
    key = models.CharField(_("ключ"), max_length=64)
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("страница")
    )
    url = models.CharField(_("адрес"), max_length=500)
    title = models.CharField(_("название"), max_length=255)
    title_key = models.CharField(_("ключ сортировки"), max_length=255)
    summary = models.TextField(_("кратко"), blank=True)
    html = models.TextField(_("готовая карточка"), blank=True)
    facets = models.TextField(_("признаки"), blank=True)
    amount = models.PositiveBigIntegerField(_("сумма"), null=True, blank=True)
    weight = models.IntegerField(_("вес"), default=0)
    date = models.DateTimeField(_("дата"), null=True, blank=True)
    updated_at = models.DateTimeField(_("обновлено"), default=timezone.now)
    digest = models.CharField(_("отпечаток"), max_length=40, blank=True, editable=False)
    put_at = models.DateTimeField(_("записано"), auto_now=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("карточка")
        verbose_name_plural = _("карточки")
        constraints = [models.UniqueConstraint(fields=["kind", "key", "locale"], name="card_once")]
        indexes = [models.Index(fields=["kind", "locale", "date"], name="card_list")]

    def __str__(self) -> str:
        return self.title

    @property
    def facet_pairs(self) -> list[tuple[str, str]]:
        """(dimension, value) as they were put."""
        return [(one.partition(":")[0], one.partition(":")[2]) for one in self.facets.split()]


class TermQuerySet(models.QuerySet):
    def of(self, vocabulary: str) -> "TermQuerySet":
        """Terms of one vocabulary that may still be chosen, in order."""
        return self.filter(vocabulary=vocabulary, retired=False)


class Term(models.Model):
    """A word of a closed vocabulary (themes, groups), one row for all languages; in use it is retired, never deleted."""

    vocabulary = models.CharField(_("словарь"), max_length=32)
    slug = models.SlugField(_("адрес"), max_length=64)
    name = models.CharField(_("название"), max_length=120)
    name_en = models.CharField(_("название по-английски"), max_length=120, blank=True)
    name_tt = models.CharField(_("название по-татарски"), max_length=120, blank=True)
    name_ba = models.CharField(_("название по-башкирски"), max_length=120, blank=True)
    name_udm = models.CharField(_("название по-удмуртски"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)
    retired = models.BooleanField(_("больше не предлагать"), default=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "position", "name"]
        verbose_name = _("тема или группа")
        verbose_name_plural = _("темы и группы")
        constraints = [models.UniqueConstraint(fields=["vocabulary", "slug"], name="term_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the language of the page, Russian where there is none."""
        return getattr(self, f"name_{get_language() or 'ru'}", "") or self.name


class SearchWord(models.Model):
    """A word as written on public pages: the vocabulary for hints on typos."""

    word = models.CharField(_("слово"), max_length=64)
    locale = models.CharField(_("язык"), max_length=8)
    uses = models.PositiveIntegerField(_("встречается"), default=0)

    class Meta:
        verbose_name = _("слово")
        verbose_name_plural = _("слова")
        constraints = [models.UniqueConstraint(fields=["word", "locale"], name="search_word_once")]

    def __str__(self) -> str:
        return self.word


class SearchMiss(models.Model):
    """What was searched and not found, by week."""

    week = models.DateField(_("неделя"))
    locale = models.CharField(_("язык"), max_length=8)
    words = models.CharField(_("искали"), max_length=200)
    times = models.PositiveIntegerField(_("раз"), default=1)

    class Meta:
        verbose_name = _("не нашли")
        verbose_name_plural = _("ищут и не находят")
        constraints = [models.UniqueConstraint(fields=["week", "locale", "words"], name="search_miss_once")]

    def __str__(self) -> str:
        return self.words
