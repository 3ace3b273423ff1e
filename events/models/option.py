"""What one can register for and how many: options and quotas, rows changed by services, never fields of a page."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.room import Line
from events.states import Mode, QuotaKind


class RegistrationOption(models.Model):
    """A way to take part: a role, on site or online."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="options", verbose_name=_("событие"))
    name = models.CharField(_("название"), max_length=100, default=_("Участник"))
    role = models.CharField(_("роль"), max_length=100, blank=True, help_text=_("Для списка и сертификата: участник, эксперт."))
    mode = models.CharField(_("как участвует"), max_length=8, choices=Mode.choices, default=Mode.ONSITE)
    needs_approval = models.BooleanField(_("организатор рассматривает каждую запись"), default=False)
    pending_holds_place = models.BooleanField(_("пока рассматривают, место занято"), default=False)
    opens_at = models.DateTimeField(_("запись открывается"), null=True, blank=True)
    closes_at = models.DateTimeField(_("запись закрывается"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("порядок"), default=0)
    retired = models.BooleanField(_("больше не предлагать"), default=False)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("вариант участия")
        verbose_name_plural = _("варианты участия")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="option_closes_after_opens",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """How many people fit: overall, for a region until a date, from one region, from one organisation (spec: events §4)."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="quotas", verbose_name=_("событие"))
    kind = models.CharField(_("вид"), max_length=16, choices=QuotaKind.choices, default=QuotaKind.PLACES)
    size = models.PositiveIntegerField(_("сколько"), null=True, blank=True, help_text=_("Пусто: без предела."))
    options = models.ManyToManyField(
        RegistrationOption, blank=True, related_name="quotas", verbose_name=_("варианты участия"), help_text=_("Пусто: все.")
    )
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("для региона")
    )
    within = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reserves", verbose_name=_("внутри"))
    released_at = models.DateTimeField(_("до какого времени отложены"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("квота")
        verbose_name_plural = _("квоты")
        constraints = [
            models.CheckConstraint(condition=Q(size__isnull=True) | Q(size__gte=0), name="quota_size_not_negative"),
            models.CheckConstraint(
                condition=Q(
                    kind=QuotaKind.RESERVE,
                    region__isnull=False,
                    within__isnull=False,
                    released_at__isnull=False,
                    size__isnull=False,
                )
                | (~Q(kind=QuotaKind.RESERVE) & Q(region__isnull=True, within__isnull=True, released_at__isnull=True)),
                name="quota_reserve_whole",
            ),
            models.CheckConstraint(condition=Q(kind__in=QuotaKind.values), name="quota_kind_known"),
            models.UniqueConstraint(fields=["within", "region"], name="quota_reserve_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.size if self.size is not None else '∞'}"


def lines_of(event_ids: list[int]) -> dict[int, list[Line]]:
    """All quotas of these events as values, by event; one query for any number of events."""
    rows = Quota.objects.filter(event__in=event_ids).values_list(
        "event", "pk", "kind", "size", "region", "within", "released_at", "options"
    )
    found: dict[int, dict[int, Line]] = {}
    for event, pk, kind, size, region, within, released_at, option in rows.order_by("pk"):
        lines = found.setdefault(event, {})
        options = (lines[pk].options if pk in lines else frozenset()) | ({option} if option else frozenset())
        lines[pk] = Line(pk, kind, size, options, region, within, released_at)
    return {event: list(lines.values()) for event, lines in found.items()}
