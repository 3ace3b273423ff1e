"""How long one has to wait, in words."""

from django.utils.translation import gettext as _

from core.plurals import counted


def in_words(seconds: int) -> str:
    """«1 минуту», «2 минуты», «48 секунд»: the accusative after «через» and «на»."""
    if seconds < 60:
        return counted(seconds, _("секунду,секунды,секунд"))
    return counted(-(-seconds // 60), _("минуту,минуты,минут"))
