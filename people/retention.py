"""What is forgotten by itself: people without a name, dictated cards nobody used, archives, traces (reliability §10)."""

from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.mail.queue import queue
from core.models import Letter
from people import roles
from people.models import CodeCard, Consent, DataArchive, ErasureRequest, SignInLink, User
from people.services.erasure import erase_person

NAMELESS, TRACES, ASLEEP, WARNING = timedelta(hours=24), timedelta(days=90), timedelta(days=730), timedelta(days=30)
_AWAITED: list[Callable[[], QuerySet]] = []


def await_people(rows: Callable[[], QuerySet]) -> None:
    """Register whom an app still waits for, as pks of users: somebody invited by a list has longer than a day to come."""
    _AWAITED.append(rows)


def nameless() -> QuerySet[User]:
    """People who never said who they are: 24 hours after an e-mail code, 72 hours after a dictated card."""
    now = timezone.now()
    waiting_card = CodeCard.objects.filter(user=OuterRef("pk"), revoked_at__isnull=True, expires_at__gt=now)
    silent = User.objects.present().filter(~Exists(waiting_card), welcomed_at__isnull=True, date_joined__lt=now - NAMELESS)
    for awaited in _AWAITED:
        silent = silent.exclude(pk__in=awaited())
    return silent.filter(is_superuser=False).exclude(groups__name__in=roles.ALL)


def forget_nameless() -> int:
    """Forget who never said who they are. Returns how many."""
    people = list(nameless()[:500])
    for user in people:
        forget(user)
    return len(people)


def forget(user: User) -> None:
    """Delete a person nothing points at; where something does, erase and keep the empty row."""
    try:
        with transaction.atomic():
            Letter.objects.filter(person=user, kind="people.sign_in_code").delete()
            user.delete()
    except ProtectedError:
        erase_person(User.objects.get(pk=user.pk), by=None, reason=_("Человек не дал согласия в срок"))


def due_requests() -> QuerySet[ErasureRequest]:
    """Requests whose three days to think are over."""
    return ErasureRequest.objects.filter(due_at__lte=timezone.now(), cancelled_at__isnull=True, done_at__isnull=True)


def erase_who_asked() -> int:
    """Erase whose three days to think are over. Returns how many."""
    requests = list(due_requests().select_related("user", "asked_by")[:50])
    for request in requests:
        erase_person(request.user, by=request.asked_by, reason=_("Просьба человека"))
    return len(requests)


def forget_last_addresses() -> int:
    """Letters to people we do not know (invited, just erased) have left, or never will: the address goes. Returns how many."""
    ended = Letter.objects.filter(
        kind__in=["people.erased", "people.invited"], state__in=["sent", "failed", "cancelled", "expired"]
    ).exclude(to="")
    return ended.update(to="", subject="", text="", html="")


def forget_traces() -> dict[str, int]:
    """Archives after seven days, used and old links, addresses of devices after 90 days, ended sessions."""
    now = timezone.now()
    archives = list(DataArchive.objects.filter(expires_at__lte=now))
    for archive in archives:
        archive.file.delete(save=False)
        archive.delete()
    return {
        "archives": len(archives),
        "links": SignInLink.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()[0],
        "addresses": Consent.objects.filter(given_at__lt=now - TRACES, ip__isnull=False).update(ip=None),
        "sign_ins": UserSession.objects.filter(created_at__lt=now - TRACES).delete()[0],
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
    }


def asleep() -> QuerySet[User]:
    """People without a role who did not sign in for two years."""
    before = timezone.now() - ASLEEP
    quiet = User.objects.present().filter(is_superuser=False, welcomed_at__isnull=False).exclude(groups__name__in=roles.ALL)
    return quiet.filter(Q(last_login__lt=before) | Q(last_login__isnull=True, date_joined__lt=before))


def warn_and_erase_asleep() -> dict[str, int]:
    """Two years without a sign-in: a letter; thirty days later, still asleep: erased."""
    now = timezone.now()
    warned = erased = 0
    for user in asleep().order_by("pk")[:200]:
        told = _told_asleep(user)
        if told is None:
            _warn(user)
            warned += 1
        elif told < now - WARNING:
            erase_person(user, by=None, reason=_("Не входили два года и 30 дней после письма"))
            erased += 1
    return {"warned": warned, "erased": erased}


def _told_asleep(user: User) -> object:
    try:
        return (
            Letter.objects.filter(kind="people.asleep", person=user, created_at__gt=_since(user))
            .earliest("created_at")
            .created_at
        )
    except ObjectDoesNotExist:
        return None


def _since(user: User) -> object:
    return user.last_login or user.date_joined


def _warn(user: User) -> None:
    moment = _since(user)
    queue("people.asleep", user, to=user.email or "", key=f"people.asleep:{user.pk}:{moment:%Y%m%d}", person=user, data={})
