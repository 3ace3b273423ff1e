"""Jobs of the minute clock: contacts of those who asked for a correction are kept as long as an answer may be asked about."""

from datetime import time, timedelta

from django.utils import timezone

from core.tasks import schedule
from regions.models import CorrectionRequest

KEPT = timedelta(days=30)


def forget_contacts() -> None:
    """Thirty days after the answer nobody needs to be reached any more."""
    old = CorrectionRequest.objects.exclude(state=CorrectionRequest.State.NEW).filter(decided_at__lt=timezone.now() - KEPT)
    old.exclude(email="", phone="", by=None).update(email="", phone="", by=None)


schedule("regions.corrections", timedelta(days=1), forget_contacts, at=time(3, 40))
