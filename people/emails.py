"""Letters of signing in, roles and data: each is named by what has happened."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.mail.kinds import Content, letter
from core.mail.render import content, reader_zone
from core.models.letters import Letter, Urgency

CODE_MINUTES = 15


@letter("people.sign_in_code", _("Код для входа"), urgency=Urgency.CODE, secret=True)
def sign_in_code(row: Letter) -> Content | None:
    """The code for the browser that asked, and a link with «Войти здесь» for another one."""
    return content("people/sign_in_code", row, {"code": row.data["code"], "link": row.data["link"], "minutes": CODE_MINUTES})


@letter("people.confirm_code", _("Код подтверждения"), urgency=Urgency.CODE, secret=True)
def confirm_code(row: Letter) -> Content | None:
    """A code that proves a new address or that it is really you; signs nobody in."""
    return content("people/confirm_code", row, {"code": row.data["code"], "what": row.data["what"], "minutes": CODE_MINUTES})


@letter("people.email_changed", _("Адрес для входа изменён"))
def email_changed(row: Letter) -> Content | None:
    """To the former address, so that a theft is seen."""
    return content("people/email_changed", row, row.data)


@letter("people.role_granted", _("Роль на сайте"))
def role_granted(row: Letter) -> Content | None:
    """Which role, for which regions, and where the work is."""
    return content("people/role_granted", row, row.data)


@letter("people.role_ended", _("Роль на сайте закончилась"))
def role_ended(row: Letter) -> Content | None:
    """Which role has ended."""
    return content("people/role_ended", row, row.data)


@letter("people.suspended", _("Вход закрыт или открыт снова"))
def suspended(row: Letter) -> Content | None:
    """That the sign-in was closed, or opened again, and whom to ask."""
    return content("people/suspended", row, row.data)


@letter("people.erasure_asked", _("Просьба стереть данные"))
def erasure_asked(row: Letter) -> Content | None:
    """When the data will be erased and how to think better of it."""
    due = datetime.fromisoformat(row.data["due"]).astimezone(reader_zone(row))
    return content("people/erasure_asked", row, {"due_words": f"{date_format(due, 'j E Y')}, {due:%H:%M}"})


@letter("people.erased", _("Данные стёрты"))
def erased(row: Letter) -> Content | None:
    """The last letter to the former address: number of the act, what stays."""
    return content("people/erased", row, row.data)


@letter("people.second_factor", _("Второй шаг входа"))
def second_factor(row: Letter) -> Content | None:
    """That the second factor was set up, removed or reset."""
    return content("people/second_factor", row, row.data)


@letter("people.asleep", _("Вы давно не заходили"))
def asleep(row: Letter) -> Content | None:
    """Two years without a sign-in: in thirty days the data will be erased."""
    return content("people/asleep", row, {"days": 30})


@letter("people.withdrawal_task", _("Отозвано согласие: убрать за три рабочих дня"))
def withdrawal_task(row: Letter) -> Content | None:
    """To editors: what to take down and whose."""
    return content("people/withdrawal_task", row, row.data)


@letter("people.invited", _("Приглашение на сайт"))
def invited(row: Letter) -> Content | None:
    """Who invites and how one comes in."""
    return content("people/invited", row, row.data)
