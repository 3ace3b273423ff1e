"""States of an organisation (spec: civic A3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Moves


class OrganisationStatus(models.TextChoices):
    PROPOSED = "proposed", _("предложена, ждёт проверки")
    VERIFIED = "verified", _("проверена")
    CLOSED = "closed", _("закрылась")
    MERGED = "merged", _("объединена с другой записью")
    REJECTED = "rejected", _("отклонена")


S = OrganisationStatus

ORGANISATION_MOVES = Moves(
    {
        S.PROPOSED: {S.VERIFIED, S.MERGED, S.REJECTED},
        S.VERIFIED: {S.CLOSED, S.MERGED},
        S.CLOSED: {S.VERIFIED},
    }
)

# A request to correct a card is answered once (spec: civic A1).
CORRECTION_MOVES = Moves({"new": {"done", "declined"}})
