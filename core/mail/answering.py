"""What a caller does with a call: the very act of the letter, «перезвонить», «не дозвонились» (spec: living-people §1)."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import guard, history
from core.mail.calls import CallAct, CallRefused, kind_of
from core.models.calls import CallState, PhoneCall
from core.states import NotAllowed

TOLD, LATER, MISSED = "told", "later", "missed"
AGAIN_AFTER, TRIES = timedelta(hours=3), 3
GENERAL = gettext_lazy("рассказали")


def acts_of(call: PhoneCall) -> list[CallAct]:
    """The buttons of a call besides «перезвонить» and «не дозвонились»; «рассказали» where the app gave none."""
    kind = kind_of(call.letter.kind)
    return list(kind.acts) if kind and kind.acts else [CallAct(TOLD, str(GENERAL), _nothing_more)]


def answer(call: PhoneCall, name: str, by: AbstractBaseUser) -> None:
    """Do the act of this name for the person, source «по телефону», and close the call.

    Raises CallRefused with the sentence to show: nobody's act of this name, or the app could not do it any more. The act runs
    first: should the process die in between, the call stays open and the act, being compare-and-set, is not done twice.
    """
    act = next((one for one in acts_of(call) if one.name == name), None)
    if act is None:
        raise CallRefused(_("Такого ответа у этого звонка нет."))
    if call.state != CallState.OPEN:
        raise CallRefused(_("Этот звонок уже закрыт."))
    try:
        act.do(call, by)
    except NotAllowed as error:
        raise CallRefused(_("Пока вы говорили, запись изменилась. Посмотрите, что с ней сейчас.")) from error
    _close(call, CallState.DONE, str(act.title), by)


def missed(call: PhoneCall, by: AbstractBaseUser) -> None:
    """«Не дозвонились»: the call comes back in three hours, after the third try it is given up."""
    if call.tries + 1 >= TRIES:
        _close(call, CallState.GAVE_UP, _("не дозвонились"), by, tries=F("tries") + 1)
    else:
        _touch(call, _("не дозвонились"), by, tries=F("tries") + 1, again_at=timezone.now() + AGAIN_AFTER)


def later(call: PhoneCall, by: AbstractBaseUser, at: datetime | None = None) -> None:
    """«Перезвонить»: the person asked for another time."""
    _touch(call, _("перезвонить"), by, again_at=at or timezone.now() + AGAIN_AFTER)


@guard.act
def _touch(call: PhoneCall, outcome: str, by: AbstractBaseUser, **changes: object) -> None:
    if PhoneCall.objects.filter(pk=call.pk, state=CallState.OPEN).update(by=by, at=timezone.now(), **changes):
        _record(call, outcome, by)


@guard.act
def _close(call: PhoneCall, state: CallState, outcome: str, by: AbstractBaseUser, **changes: object) -> None:
    """Also a call that the act itself has overtaken is closed with the caller's answer."""
    rows = PhoneCall.objects.filter(pk=call.pk, state__in=[CallState.OPEN, CallState.OVERTAKEN])
    if rows.update(state=state, outcome=outcome[:64], by=by, at=timezone.now(), **changes):
        _record(call, outcome, by)


def _record(call: PhoneCall, outcome: str, by: AbstractBaseUser) -> None:
    told = {"outcome": outcome, "source": _("по телефону")}
    history.record(call, "called", now=told, actor=by, person=call.person, audience=history.PERSON)


def _nothing_more(call: PhoneCall, by: AbstractBaseUser) -> None:
    return None
