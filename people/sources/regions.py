"""What `regions` keeps of people: appointments, the public card of a coordinator, proposed organisations."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import guard
from people.models import User
from people.personal import Erased, Exported, PersonalDataSource, Section, register
from people.sources.words import moment
from regions.models import CoordinatorCard, CoordinatorScope, CorrectionRequest, Organisation, OrganisationContact


def describe(user: User) -> list[Section]:
    """Appointments and what was proposed."""
    scopes = CoordinatorScope.objects.filter(user=user).select_related("region").order_by("since")
    lines = [f"{scope.region}: {_('с')} {moment(scope.since)}{_until(scope)}" for scope in scopes]
    proposed = [str(one) for one in Organisation.objects.filter(proposed_by=user).order_by("pk")]
    corrections = [f"{one}, {moment(one.created_at)}" for one in _asked(user).select_related("organisation").order_by("pk")]
    cards = [
        f"{card.name}, {card.phone}, {card.email}, {card.hours}" for card in CoordinatorCard.objects.filter(scope__user=user)
    ]
    return [
        Section(_("За какие регионы вы отвечаете"), lines),
        Section(_("Что о вас видно всем как о координаторе"), cards, _("Показываем с вашего согласия.")),
        Section(_("Какие организации вы предложили"), proposed),
        Section(_("Какие карточки вы просили исправить"), corrections),
    ]


def _until(scope: CoordinatorScope) -> str:
    return f" {_('по')} {moment(scope.until)}" if scope.until else ""


def export(user: User) -> Exported:
    """The same as JSON."""
    return Exported(
        {
            "coordinator": [
                {"region": one.region.code, "since": one.since.isoformat(), "until": one.until.isoformat() if one.until else None}
                for one in CoordinatorScope.objects.filter(user=user).select_related("region").order_by("since")
            ],
            "cards": list(CoordinatorCard.objects.filter(scope__user=user).values("name", "phone", "email", "hours")),
            "corrections": [
                {"organisation": str(one), "proposed": one.proposed, "text": one.text, "at": one.created_at.isoformat()}
                for one in _asked(user).select_related("organisation").order_by("pk")
            ],
            "proposed_organisations": [str(one) for one in Organisation.objects.filter(proposed_by=user).order_by("pk")],
        }
    )


def erase(user: User, dry_run: bool) -> Erased:
    """Delete the public card, end open appointments, forget who proposed and who asked by this address."""
    cards = CoordinatorCard.objects.filter(scope__user=user)
    asked = _asked(user)
    counts = {
        str(_("карточка координатора")): cards.count(),
        str(_("предложенные организации")): Organisation.objects.filter(proposed_by=user).count(),
        str(_("просьбы исправить")): asked.count(),
        str(_("контакты организаций")): _contacts(user).count(),
    }
    if not dry_run:
        _erase(user)
    return Erased(
        counts, {str(_("назначения")): str(_("когда был координатор, без имени: отчётность сети"))} if _had(user) else {}
    )


def _contacts(user: User) -> QuerySet[OrganisationContact]:
    """Contacts of organisations with this person's own address or phone."""
    same = Q(email=user.email) if user.email else Q(pk__in=[])
    return OrganisationContact.objects.filter(same | Q(phone=user.phone) if user.phone else same)


def _asked(user: User) -> QuerySet[CorrectionRequest]:
    """Corrections of cards asked for by this person, signed in or by the own address or phone."""
    mine = Q(by=user)
    mine |= Q(email=user.email) if user.email else Q()
    return CorrectionRequest.objects.filter(mine | Q(phone=user.phone) if user.phone else mine)


def _had(user: User) -> bool:
    return CoordinatorScope.objects.filter(user=user).exists()


@guard.act
def _erase(user: User) -> None:
    guard.hold(user)
    CoordinatorCard.objects.filter(scope__user=user).delete()
    _contacts(user).delete()
    CoordinatorScope.objects.filter(user=user, until__isnull=True).update(until=timezone.now())
    Organisation.objects.filter(proposed_by=user).update(proposed_by=None)
    _asked(user).delete()


register(
    PersonalDataSource(
        name="regions",
        title=gettext_lazy("Регионы и организации"),
        describe=describe,
        export=export,
        erase=erase,
        covers=(
            "regions.CoordinatorScope.user",
            "regions.CoordinatorScope.granted_by",
            "regions.CoordinatorCard.name",
            "regions.CoordinatorCard.phone",
            "regions.CoordinatorCard.email",
            "regions.Organisation.proposed_by",
            "regions.CorrectionRequest.email",
            "regions.CorrectionRequest.phone",
            "regions.CorrectionRequest.by",
            "regions.OrganisationContact.name",
            "regions.OrganisationContact.phone",
            "regions.OrganisationContact.email",
        ),
    )
)
