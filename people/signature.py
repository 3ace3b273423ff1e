"""Who signs letters: the living phone of the reader's region, or the network's (spec: living-people §1)."""

from django.utils.translation import gettext as _

from core.mail.signature import Signature, provide
from core.models import Letter
from core.templatetags.words import phone
from regions.living import phone_for
from regions.models import Region


def sign(letter: Letter) -> Signature | None:
    """The coordinator of the region the letter's scope names, else of the person's region, else the network's manager."""
    living = phone_for(_region(letter))
    role = _("координатор: %s") % living.region if living.region else _("сеть фондов местных сообществ")
    hours = f"{living.hours} {living.time_by}".strip()
    return Signature(living.name, role, phone(living.phone), hours, living.email if living.region else "")


def _region(letter: Letter) -> Region | None:
    codes = [word for word in letter.scope.split() if word.startswith("RU-")]
    if codes:
        return Region.objects.filter(code__in=codes).first()
    return letter.person.region if letter.person_id else None


provide(sign)
