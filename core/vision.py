"""The view for people with low vision: one cookie, a few attributes of <html>, no script (ГОСТ Р 52872-2019, platform §5)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

CHOICES = {
    "size": (_("Размер"), {"125": _("125 %"), "150": _("150 %"), "200": _("200 %")}),
    "scheme": (
        _("Цвет"),
        {
            "bw": _("Чёрным по белому"),
            "wb": _("Белым по чёрному"),
            "blue": _("Синим по голубому"),
            "sepia": _("Коричневым по бежевому"),
            "green": _("Зелёным по коричневому"),
        },
    ),
    "spacing": (_("Интервалы"), {"normal": _("Обычные"), "wide": _("Широкие")}),
    "images": (_("Картинки"), {"on": _("Показывать"), "off": _("Скрыть")}),
}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Vision:
    """What the reader has chosen; every value stands in CHOICES."""

    size: str = "125"
    scheme: str = "bw"
    spacing: str = "normal"
    images: str = "on"

    @property
    def cookie(self) -> str:
        """«150.blue.wide.off»: sixty spellings at most, so that ready pages stay few."""
        return ".".join(asdict(self).values())

    def choices(self) -> list[dict]:
        """For the panel: name, title and values with the one in force marked."""
        return [
            {
                "name": name,
                "title": title,
                "values": [{"value": value, "title": says, "on": getattr(self, name) == value} for value, says in values.items()],
            }
            for name, (title, values) in CHOICES.items()
        ]


def parse(raw: str) -> Vision | None:
    """The choice written in a cookie, or None for the usual view: empty, old or forged cookies give the usual view."""
    parts = raw.split(".")
    if len(parts) != len(CHOICES) or not all(part in CHOICES[name][1] for name, part in zip(CHOICES, parts, strict=True)):
        return None
    return Vision(*parts)


def of(request: HttpRequest) -> Vision | None:
    """What this reader has chosen."""
    return parse(request.COOKIES.get(settings.VISION_COOKIE, ""))


def changed(vision: Vision | None, asked: Mapping[str, str]) -> Vision | None:
    """The choice after a press in the panel; None where the usual view was asked for. Unknown values change nothing."""
    if asked.get("vision") == "off":
        return None
    wanted = {name: asked[name] for name, (title, values) in CHOICES.items() if asked.get(name) in values}
    return replace(vision or Vision(), **wanted)


def remember(response: HttpResponse, vision: Vision | None) -> None:
    """Write the choice for a year, or forget it. The cookie says nothing about the person and is sent to us alone."""
    if vision is None:
        response.delete_cookie(settings.VISION_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            settings.VISION_COOKIE,
            vision.cookie,
            max_age=YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
