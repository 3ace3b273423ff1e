"""People for lists and queues."""

from people.models import User
from regions.models import Region


def people_of(region: str, count: int) -> list[User]:
    """So many welcomed people of a region (code without «RU-»)."""
    from django.utils import timezone

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
