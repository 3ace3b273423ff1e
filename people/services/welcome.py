"""«Познакомимся»: name, region and consent make a user out of an address (spec: platform §6)."""

from django.utils import timezone

from core import guard, history
from people import consents
from people.models import CodeCard, Purpose, User

FIELDS = ("last_name", "first_name", "patronymic", "no_patronymic", "region", "settlement", "audience", "phone")


@guard.act
def introduce(user: User, answers: dict, *, ip: str | None) -> User:
    """Keep the name and region the person gave and the consent to the account; returns the user as it is now.

    `answers`: some of FIELDS. The consent is written once, however often the form is sent. Side effect: a history row.
    """
    guard.hold(user)
    person = User.objects.get(pk=user.pk)
    first_time = person.welcomed_at is None
    for name in FIELDS:
        if name in answers:
            setattr(person, name, answers[name])
    person.zone = person.zone or (person.region.zone if person.region else "")
    person.welcomed_at = person.welcomed_at or timezone.now()
    person.save()
    if not consents.has(person, Purpose.ACCOUNT):
        by_card = CodeCard.objects.filter(user=person, revoked_at__isnull=True).exists()
        consents.give(Purpose.ACCOUNT, person=person, source="card" if by_card else "web", ip=ip)
    if first_time:
        history.record(person, "welcomed", person=person, actor=person, audience=history.PERSON)
    return person
