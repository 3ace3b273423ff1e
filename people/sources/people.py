"""What `people` keeps: the account itself, consents, cards, sign-ins. Erased last: others still need to know who it is."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.models import EditingSession, FormState
from wagtail.users.models import UserProfile

from core import guard
from people.models import CodeCard, Consent, ConsentScan, DataArchive, SignInLink, User
from people.personal import Erased, Exported, PersonalDataSource, PersonalFile, Section, register
from people.services.sessions import end_all_sign_ins
from people.sources.words import moment

PLAIN = (
    "last_name",
    "first_name",
    "patronymic",
    "email",
    "phone",
    "settlement",
    "organisation_name",
    "position",
    "letter_language",
    "zone",
)


def describe(user: User) -> list[Section]:
    """The account, the consents, the ways of signing in."""
    rows = [(user._meta.get_field(name).verbose_name, getattr(user, name)) for name in PLAIN]
    rows += [
        (_("регион"), user.region or _("другой")),
        (_("организация"), user.organisation),
        (_("кто вы"), user.get_audience_display()),
    ]
    account = [f"{str(name).capitalize()}: {value}" for name, value in rows if value]
    given = Consent.objects.filter(person=user).select_related("document", "withdrawal").order_by("given_at")
    agreed = [
        f"{consent.document}: {_('дано')} {moment(consent.given_at)}, {consent.get_source_display()}{_ended(consent)}"
        for consent in given
    ]
    return [
        Section(_("Кто вы"), account, _("Чтобы узнать вас при входе и написать на билетах и сертификатах ваше имя.")),
        Section(_("Ваши согласия"), agreed, _("Доказывают, на что вы соглашались. Хранятся три года после отзыва.")),
        Section(_("Как вы входите"), _ways(user), _("Чтобы никто не вошёл вместо вас. Адреса устройств стираем через 90 дней.")),
    ]


def _ended(consent: Consent) -> str:
    withdrawal = getattr(consent, "withdrawal", None)
    return f", {_('отозвано')} {moment(withdrawal.at)}" if withdrawal else ""


def _ways(user: User) -> list[str]:
    ways = [
        f"{_('Карточка с кодом, последние цифры')} {card.last4}" for card in CodeCard.objects.filter(user=user, revoked_at=None)
    ]
    ways += [
        f"{_('Вход')} {moment(row.created_at)}, {row.ip}" for row in UserSession.objects.filter(user=user).order_by("created_at")
    ]
    return ways + ([_("Пароль задан (сам пароль мы не знаем)")] if user.has_usable_password() else [])


def export(user: User) -> Exported:
    """The same as JSON."""
    consents = Consent.objects.filter(person=user).select_related("document", "withdrawal").order_by("given_at")
    account = {name: getattr(user, name) for name in PLAIN}
    return Exported(
        {
            "account": account
            | {
                "region": user.region.code if user.region else None,
                "organisation": str(user.organisation) if user.organisation else None,
                "audience": user.audience,
                "joined": user.date_joined.isoformat(),
            },
            "consents": [
                {
                    "purpose": one.document.purpose,
                    "version": one.document.version,
                    "sha256": one.document.sha256,
                    "given_at": one.given_at.isoformat(),
                    "source": one.source,
                    "withdrawn_at": one.withdrawal.at.isoformat() if hasattr(one, "withdrawal") else None,
                }
                for one in consents
            ],
            "cards": [{"last4": card.last4, "issued_at": card.issued_at.isoformat()} for card in user.code_cards.order_by("pk")],
            "sign_ins": [
                {"at": row.created_at.isoformat(), "ip": row.ip} for row in UserSession.objects.filter(user=user).order_by("pk")
            ],
        },
        [PersonalFile(scan.name, _reader(scan)) for scan in ConsentScan.objects.filter(consent__person=user).order_by("pk")],
    )


def _reader(scan: ConsentScan) -> Callable[[], bytes]:
    def read() -> bytes:
        with scan.file.open("rb") as file:
            return file.read()

    return read


def erase(user: User, dry_run: bool) -> Erased:
    """Blank the account, end cards and sign-ins, delete archives; the row and the proofs of consent stay without contacts."""
    counts = {
        str(_("учётная запись")): 1,
        str(_("карточки с кодом")): CodeCard.objects.filter(user=user, revoked_at__isnull=True).count(),
        str(_("входы")): UserSession.objects.filter(user=user).count(),
        str(_("архивы данных")): DataArchive.objects.filter(user=user).count(),
        str(_("сканы согласий")): ConsentScan.objects.filter(consent__person=user).count(),
    }
    kept = {
        str(_("согласия")): str(
            _("доказательство того, на что человек соглашался: три года, без почты, телефона и адреса устройства")
        ),
        str(_("строка «Удалённый участник»")): str(_("чтобы чужие записи остались целы: ни имени, ни контактов в ней нет")),
    }
    if not dry_run:
        for row in [*DataArchive.objects.filter(user=user), *ConsentScan.objects.filter(consent__person=user)]:
            row.file.delete(save=False)
        _blank(user)
    return Erased(counts, kept)


@guard.act
def _blank(user: User) -> None:
    guard.hold(user)
    person = User.objects.get(pk=user.pk)
    for name in ("last_name", "first_name", "patronymic", "phone", "settlement", "organisation_name", "position"):
        setattr(person, name, "")
    person.email = person.organisation = None
    person.no_patronymic = person.is_active = person.is_staff = False
    person.set_unusable_password()
    person.erased_at = person.erased_at or timezone.now()
    person.save()
    person.groups.clear()
    for model in (EmailAddress, Authenticator, SignInLink, DataArchive, SocialAccount, UserProfile, EditingSession, FormState):
        model.objects.filter(user=person).delete()
    CodeCard.objects.filter(user=person, revoked_at__isnull=True).update(revoked_at=timezone.now())
    Consent.objects.filter(person=person).update(ip=None, address="")
    ConsentScan.objects.filter(consent__person=person).delete()
    end_all_sign_ins(person)


register(
    PersonalDataSource(
        name="people",
        title=gettext_lazy("Учётная запись"),
        describe=describe,
        export=export,
        erase=erase,
        covers=(
            *(f"people.User.{name}" for name in (*PLAIN, "sort_name", "organisation")),
            "people.CodeCard.user",
            "people.CodeCard.issued_by",
            "people.Consent.person",
            "people.Consent.address",
            "people.Consent.ip",
            "people.ConsentWithdrawal.by",
            "people.SignInLink.user",
            "people.SignInLink.email",
            "people.DataArchive.user",
            "people.DataArchive.file",
            "people.ConsentScan.name",
            "people.ErasureRequest.user",
            "people.ErasureRequest.asked_by",
            "people.ErasureAct.user",
            "people.ErasureAct.by",
            "account.EmailAddress.user",
            "account.EmailAddress.email",
            "mfa.Authenticator.user",
            "usersessions.UserSession.user",
            "usersessions.UserSession.ip",
            "usersessions.UserSession.user_agent",
            "socialaccount.SocialAccount.user",
            "wagtailusers.UserProfile.user",
            "wagtailadmin.EditingSession.user",
            "wagtailadmin.FormState.user",
        ),
    )
)
