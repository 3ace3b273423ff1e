"""Filters of the list of events: each is part of an address one can send to a friend."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.search.words import fold
from events.states import EventKind, Format, Status
from regions.known import ten

DATE = {"type": "date"}


def by_slug() -> list[tuple[str, str]]:
    """Regions for a public address."""
    return [(region.slug, region.title) for region in ten().values()]


def by_pk() -> list[tuple[int, str]]:
    """Regions for a desk."""
    return [(pk, region.name) for pk, region in ten().items()]


class LookedFilter(django_filters.FilterSet):
    """A filter whose fields wear our look."""

    @property
    def form(self) -> forms.Form:
        form = super().form
        for field in form.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs["class"] = "in"
        return form


class EventFilter(LookedFilter):
    """region, kind, format, from, to, q; free places are counted by the list itself."""

    q = django_filters.CharFilter(label=_("Слова"), method="with_words")
    region = django_filters.ChoiceFilter(label=_("Регион"), choices=by_slug, method="of_region", empty_label=_("Все регионы"))
    kind = django_filters.ChoiceFilter(label=_("Вид"), choices=EventKind.choices, empty_label=_("Любой вид"))
    format = django_filters.ChoiceFilter(
        label=_("Формат"), choices=Format.choices, method="of_format", empty_label=_("Любой формат")
    )
    to = django_filters.DateFilter(
        label=_("По какое число"), field_name="starts_at", lookup_expr="date__lte", widget=forms.DateInput(attrs=DATE)
    )
    free = django_filters.BooleanFilter(label=_("Только со свободными местами"), method="untouched", widget=forms.CheckboxInput)

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Every word is found in the event's or its place's line (folded: Cyrillic `icontains` minds case on SQLite)."""
        for word in fold(value).split():
            rows = rows.filter(Q(search_line__contains=word) | Q(place__search_line__contains=word))
        return rows

    def of_region(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Held in the region, or the region is a neighbour of the host."""
        region = next(one for one in ten().values() if one.slug == value)
        neighbour = rows.model.neighbour_regions.through.objects.filter(region=region).values("event")
        return rows.filter(Q(host_region=region) | Q(place__region=region) | Q(pk__in=neighbour))

    def of_format(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """A hybrid event is both on site and online."""
        return rows.filter(format__in=[value] if value == Format.HYBRID else [value, Format.HYBRID])

    def untouched(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        """Free places cannot be asked of the database in one condition."""
        return rows


EventFilter.base_filters["from"] = django_filters.DateFilter(
    label=_("С какого числа"), field_name="starts_at", lookup_expr="date__gte", widget=forms.DateInput(attrs=DATE)
)


class PeopleFilter(LookedFilter):
    """The desk's list: first letters of the surname, number, state, option, region."""

    q = django_filters.CharFilter(label=_("Фамилия или номер билета"), method="named")
    status = django_filters.ChoiceFilter(label=_("Состояние"), choices=Status.choices, empty_label=_("Любое"))
    option = django_filters.ModelChoiceFilter(label=_("Как участвует"), queryset=None, empty_label=_("Любой"))
    region = django_filters.ChoiceFilter(label=_("Регион"), choices=by_pk, empty_label=_("Все регионы"))

    def __init__(self, *args: object, options: QuerySet, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.filters["option"].queryset = options

    def named(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Digits are a ticket's number, letters the beginning of a surname or a later name."""
        text = fold(value)
        if text.isdigit():
            return rows.filter(ticket_number=int(text[:9]))
        return rows.filter(Q(sort_name__startswith=text) | Q(sort_name__contains=f" {text}"))
