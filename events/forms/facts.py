"""Forms of the admin «События»: facts on the event's own clock, and a box before letters leave."""

from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.moments import day_month, local
from core.moments import when as moment_said
from core.plurals import counted
from events.models import Event, Quota
from events.services.facts import letters_for, told_changes
from events.states import QuotaKind

CLOCKS = ("starts_at", "ends_at", "opens_at", "closes_at", "change_until")


class FactsForm(WagtailAdminModelForm):
    """Hours are typed as they stand on the event's clock: a changed zone keeps them."""

    tell = forms.BooleanField(
        label=_("Сообщить участникам об изменениях"),
        required=False,
        help_text=_("Если изменились время, место или формат, каждый записанный получит письмо: было и стало."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in CLOCKS:
            moment = getattr(self.instance, name)
            if name in self.fields and moment is not None:
                self.initial[name] = local(moment, self.instance.zone).replace(tzinfo=None)

    def clean(self) -> dict:
        cleaned = super().clean()
        zone = ZoneInfo(cleaned.get("zone") or self.instance.zone)
        for name in CLOCKS:
            if cleaned.get(name):
                cleaned[name] = timezone.make_naive(cleaned[name]).replace(tzinfo=zone)
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error("ends_at", _("Конец должен быть позже начала."))
        if bool(cleaned.get("starts_at")) != bool(cleaned.get("ends_at")):
            self.add_error("ends_at", _("Укажите и начало, и конец, или оставьте оба пустыми."))
        if not cleaned.get("starts_at") and not cleaned.get("date_note"):
            self.add_error("date_note", _("Без дат напишите, когда это примерно будет."))
        self._ask_before_letters(cleaned)
        return cleaned

    def _ask_before_letters(self, cleaned: dict) -> None:
        values = {name: cleaned[name] for name in ("starts_at", "ends_at", "zone", "place", "format") if name in cleaned}
        told, people = told_changes(self.instance, values), letters_for(self.instance)
        if not told or not people or cleaned.get("tell"):
            return
        was, now = _said(self.instance, {}), _said(self.instance, values)
        self.add_error(
            "tell",
            _now("Было: %(was)s. Станет: %(now)s. Письма получат %(people)s. Отметьте, чтобы сохранить и отправить.")
            % {"was": was, "now": now, "people": counted(people, _now("человек,человека,человек"))},
        )


class QuotaForm(WagtailAdminModelForm):
    """A quota: what belongs to a reserve and what does not."""

    def clean(self) -> dict:
        cleaned = super().clean()
        reserve = cleaned.get("kind") == QuotaKind.RESERVE
        for name in ("region", "within", "released_at"):
            if reserve and not cleaned.get(name):
                self.add_error(name, _("Нужно для отложенных мест."))
            if not reserve and name in cleaned:
                cleaned[name] = None
        if reserve and cleaned.get("size") is None:
            self.add_error("size", _("Сколько мест отложить?"))
        if reserve and cleaned.get("within") and cleaned.get("size") is not None:
            self._fits(cleaned["within"], cleaned["size"])
        return cleaned

    def _fits(self, within: Quota, size: int) -> None:
        others = sum(one.size or 0 for one in within.reserves.exclude(pk=self.instance.pk))
        if within.event_id != self.cleaned_data["event"].pk:
            self.add_error("within", _("Эта квота другого события."))
        elif within.size is not None and others + size > within.size:
            self.add_error("size", _("Отложено больше, чем всего мест: %(size)s.") % {"size": within.size})


class SessionForm(WagtailAdminModelForm):
    """A line of the programme, on the event's clock."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at"):
            moment = getattr(self.instance, name)
            if self.instance.pk and moment is not None:
                self.initial[name] = local(moment, self.instance.event.zone).replace(tzinfo=None)

    def clean(self) -> dict:
        cleaned = super().clean()
        event: Event | None = cleaned.get("event")
        for name in ("starts_at", "ends_at"):
            if event and cleaned.get(name):
                cleaned[name] = timezone.make_naive(cleaned[name]).replace(tzinfo=ZoneInfo(event.zone))
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error("ends_at", _("Конец должен быть позже начала."))
        return cleaned


def _said(event: Event, values: dict) -> str:
    starts, zone = values.get("starts_at", event.starts_at), values.get("zone", event.zone)
    place, how = values.get("place", event.place), values.get("format", event.format)
    when = f"{day_month(starts, zone)}, {moment_said(starts, zone)}" if starts else _now("без дат")
    return ", ".join(
        str(part) for part in (when, place or _now("без площадки"), dict(Event._meta.get_field("format").choices)[how])
    )
