"""What follows when a consent is withdrawn: one table for the page and for the act (spec: platform §6)."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Consent, Purpose

EFFECTS: dict[str, Promise] = {
    Purpose.ACCOUNT: _("Кабинет закроется, данные сотрём через три дня; до этого можно передумать."),
    Purpose.EVENT: _("Предстоящую запись отменим, место отдадим следующему в очереди."),
    Purpose.SCHOOL: _("Учиться дальше не получится, ответы и работы сотрём. Выданные сертификаты останутся."),
    Purpose.APPLICATION: _("Заявку снимем с рассмотрения."),
    Purpose.PRACTICE_AUTHOR: _("Редактор уберёт ваше имя из практики за три рабочих дня; сама практика останется без имени."),
    Purpose.PRACTICE_CONTACT: _("Ваш контакт исчезнет со страницы практики, спросить вас через сайт будет нельзя."),
    Purpose.PRACTICE_QUESTION: _("Автор практики больше не увидит ваш вопрос и контакт."),
    Purpose.PHOTO: _("Редактор уберёт снимки с вами за три рабочих дня."),
    Purpose.PUBLICATION: _("Ваше имя исчезнет из открытых списков за три рабочих дня."),
    Purpose.TRANSFER: _("Принимающая организация больше не получит ваших данных; о полученных попросим её стереть."),
    Purpose.MAILING: _("Новости присылать перестанем сразу. Письма о ваших записях и заявках придут."),
    Purpose.ANALYTICS: _("Посещения больше не считаем."),
}
# For these somebody must do something by hand within three working days.
NEEDS_EDITORS = {Purpose.PHOTO, Purpose.PUBLICATION, Purpose.PRACTICE_AUTHOR, Purpose.PRACTICE_CONTACT, Purpose.TRANSFER}
_FOLLOWERS: dict[str, list[Callable[[Consent], None]]] = {}


def follow(purpose: str, act: Callable[[Consent], None]) -> None:
    """Register what an app does when a consent of this purpose is withdrawn; it runs inside the same act and must be short."""
    _FOLLOWERS.setdefault(purpose, []).append(act)


def run(consent: Consent) -> None:
    """Do what the apps registered for this consent's purpose."""
    for act in _FOLLOWERS.get(consent.document.purpose, []):
        act(consent)
