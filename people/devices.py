"""A browser and a system in words, out of what the browser says of itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BROWSERS = [
    ("YaBrowser", gettext_lazy("Яндекс Браузер")),
    ("VKAndroidApp", gettext_lazy("ВКонтакте")),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


def device_name(user_agent: str) -> str:
    """«Chrome, Android», or «Неизвестное устройство»."""
    found = [next((str(name) for mark, name in marks if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or _("Неизвестное устройство")
