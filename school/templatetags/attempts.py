"""Tags of quizzes: a moment in the zone of the run and in the reader's own, points in words."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from core.moments import clock, day_month, local, when
from core.plurals import NBSP, spaced

register = template.Library()


@register.simple_tag
def in_both(moment: datetime | None, enrolment: Any, reader: Any) -> str:
    """«24 ноября, 14:05 МСК+2», and «(у вас 12:05)» where the reader's clock differs; nothing for no moment."""
    if moment is None:
        return ""
    zone = enrolment.run.zone
    said = f"{day_month(moment, zone)}, {when(moment, zone)}"
    own = getattr(reader, "zone", "") or getattr(enrolment.region, "zone", "") or zone
    here = local(moment, own)
    if here.utcoffset() == local(moment, zone).utcoffset():
        return said
    other_day = f"{day_month(moment, own)}, " if here.date() != local(moment, zone).date() else ""
    return f"{said} ({_('у вас')}{NBSP}{other_day}{clock(moment, own)})"


@register.filter
def points(value: Any) -> str:
    """«7,5»: points without idle zeros."""
    return "" if value is None else spaced(value.normalize())


@register.filter
def percent(share: Any) -> str:
    """«75 %» of a share, whole, never rounded up to what was not reached."""
    return "" if share is None else f"{int(share * 100)}{NBSP}%"
