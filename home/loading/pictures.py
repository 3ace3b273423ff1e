"""Pictures of the demo, drawn on the spot by a name and a seed."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile

from core.models import Picture
from home.demo.drawing import draw
from home.loading.source import Known

SIZE = (1200, 800)


def picture(about: dict[str, Any] | None, known: Known) -> Picture | None:
    """The picture of a scene and seed, drawn once; None where none is asked for."""
    if not about:
        return None
    key = (about["scene"], about["seed"])
    if key not in known.pictures:
        known.pictures[key] = _found_or_drawn(about)
    return known.pictures[key]


def _found_or_drawn(about: dict[str, Any]) -> Picture:
    title = f"{about.get('alt', about['scene'])}"[:200]
    name = f"demo-{about['scene']}-{about['seed']}.jpg"
    if found := Picture.objects.filter(file__contains=name.removesuffix(".jpg")).first():
        return found
    buffer = BytesIO()
    draw(about["scene"], about["seed"], SIZE).convert("RGB").save(buffer, "JPEG", quality=82, optimize=True)
    buffer.seek(0)
    return Picture.objects.create(title=title, file=ImageFile(buffer, name=name), people_agreed=True)
