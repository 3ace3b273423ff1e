"""The doorbell of the outbox."""

from django.utils import timezone
from django_tasks import task

from core.mail import claiming
from core.mail.sending import send_due


@task(queue_name="mail", priority=90)  # a code must not wait behind papers and exports
def send_letters() -> int:
    """Send what is due; rings itself again when a run's time was not enough. Returns how many left."""
    sent = send_due()
    if sent and claiming.waiting(timezone.now()):
        send_letters.enqueue()
    return sent
