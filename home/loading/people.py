"""People of the demo: invented, with roles, consents and the living phones of the regions."""

from allauth.account.models import EmailAddress
from django.utils import timezone

from core import guard
from home.loading.source import Known, days_ago, read
from people import consents, roles
from people.models import ConsentDocument, User
from people.services.roles import grant_role
from regions import living
from regions.models import CoordinatorCard, CoordinatorScope

PASSWORD = "sozidanie-2026"  # noqa: S105  (of the demo's invented people, printed by `make run`)
ROLES = {
    "mentor": roles.MENTORS,
    "expert": roles.EXPERTS,
    "coordinator": roles.COORDINATORS,
    "editor": roles.EDITORS,
    "methodologist": roles.METHODOLOGISTS,
    "organiser": roles.ORGANISERS,
    "administrator": roles.ADMINISTRATORS,
}
DOCUMENT_FIELDS = ("title", "short", "text")
PERSON_FIELDS = ("last_name", "first_name", "patronymic", "phone", "settlement", "position", "audience")


def load_consent_documents() -> None:
    """The published texts, one per purpose."""
    for row in read("consents")["consents"]:
        ConsentDocument.objects.get_or_create(
            purpose=row["purpose"],
            locale="ru",
            version=row["version"],
            defaults={name: row[name] for name in DOCUMENT_FIELDS} | {"published_at": days_ago(row["published_days_ago"])},
        )


def load(known: Known) -> None:
    """People first, then their roles and cards."""
    rows = read("people")["people"]
    for row in rows:
        known.people[row["key"]] = _person(row, known)
    for row in rows:
        if role := ROLES.get(row["role"]):
            regions = [known.regions[code] for code in row.get("regions", [])]
            grant_role(known.people[row["key"]], role, regions=regions, by=None, reason="Показательные данные")
    _living_phones(rows, known)
    living.forget()


def _person(row: dict, known: Known) -> User:
    found = User.objects.filter(email=row["email"]) if row.get("email") else User.objects.filter(phone=row["phone"])
    if existing := found.first():
        return existing
    user = User.objects.create_user(
        row.get("email"),
        PASSWORD if row["role"] != "participant" or row["key"] == "anna" else None,
        region=known.regions.get(row.get("region", "")),
        organisation=known.organisations.get(row.get("organisation", "")),
        welcomed_at=timezone.now(),
        **{name: row.get(name, "") for name in PERSON_FIELDS},
    )
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _consent(user)
    return user


@guard.act
def _consent(user: User) -> None:
    source = "web" if user.email else "paper"
    consents.give("account", person=user, source=source, proof="" if user.email else "Показательная ведомость")


def _living_phones(rows: list[dict], known: Known) -> None:
    for row in rows:
        if row["role"] != "coordinator":
            continue
        user = known.people[row["key"]]
        for scope in CoordinatorScope.objects.filter(user=user, until__isnull=True):
            CoordinatorCard.objects.get_or_create(
                scope=scope,
                defaults={
                    "name": f"{user.first_name} {user.patronymic} {user.last_name}",
                    "phone": user.phone,
                    "email": user.email or "",
                    "hours": row.get("hours", "в будни с 9:00 до 18:00"),
                    "is_public": True,
                    "consent_key": "demo",
                },
            )
