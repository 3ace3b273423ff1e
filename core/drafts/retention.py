"""What is forgotten: kept forms after a day, earlier texts after 30 days, untouched drafts after 180 (reliability §10)."""

from datetime import timedelta

from django.utils import timezone

from core.drafts.kept import KEPT_FOR
from core.models import Draft, EarlierText, KeptText

EARLIER_FOR, DRAFTS_FOR = timedelta(days=30), timedelta(days=180)


def forget_old() -> dict[str, int]:
    """Job of the minute clock; returns how many rows went."""
    now = timezone.now()
    return {
        "kept": KeptText.objects.filter(kept_at__lt=now - KEPT_FOR).delete()[0],
        "earlier": EarlierText.objects.filter(kept_at__lt=now - EARLIER_FOR).delete()[0],
        "drafts": Draft.objects.filter(saved_at__lt=now - DRAFTS_FOR).delete()[0],
    }
