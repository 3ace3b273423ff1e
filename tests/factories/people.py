"""People for lists and queues."""

from django.utils import timezone

from people.models import ConsentDocument, User
from regions.models import Region


def people_of(region: str, count: int) -> list[User]:
    """So many welcomed people of a region (code without «RU-»)."""
    home = Region.objects.get(code=f"RU-{region}")
    return [
        User.objects.create_user(
            f"person{number}.{region.lower()}@example.org",
            last_name=f"Участников{number:03}",
            first_name="Иван",
            phone=f"+7912{number:07}",
            region=home,
            welcomed_at=timezone.now(),
        )
        for number in range(count)
    ]


def consent_document(purpose: str) -> ConsentDocument:
    """The text of consent in force (the migrations bring one for every purpose)."""
    return ConsentDocument.objects.current(purpose)
