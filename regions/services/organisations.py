"""Acts on organisations: propose, verify, reject, close, merge (spec: civic A3)."""

from anyascii import anyascii
from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

from core import guard, history, states
from regions.changes import changed
from regions.models import Organisation, Region
from regions.naming import name_norm
from regions.states import ORGANISATION_MOVES, OrganisationStatus


class MergeConflict(Exception):
    """Records of both organisations collide; `where` lists the kinds of records, in words."""

    def __init__(self, where: list[str]) -> None:
        super().__init__(", ".join(where))
        self.where = where


def organisation_slug(name: str) -> str:
    """An ASCII slug transliterated from the name."""
    return slugify(anyascii(name))[:120].strip("-") or "organizaciya"


def find_or_propose(name: str, region: Region, by: models.Model | None = None) -> Organisation | None:
    """The organisation a person typed: the verified one of that name in the region, else one proposed row for all who type it.

    None for an empty name. Two people at once get one row. Safe inside and outside a transaction.
    """
    name = " ".join(name.split())[:250]
    norm = name_norm(name)[:250]
    if not norm:
        return None
    known = Organisation.objects.filter(region=region, name_norm=norm).exclude(
        status__in=[OrganisationStatus.MERGED, OrganisationStatus.REJECTED]
    )
    if found := known.order_by("-status").first():
        return found
    try:
        with transaction.atomic():
            return Organisation.objects.create(
                kind="nko",
                name=name,
                slug=organisation_slug(name),
                region=region,
                proposed_by=by,
                status=OrganisationStatus.PROPOSED,
            )
    except IntegrityError:
        return known.get()


@guard.act
def verify(organisation: Organisation, *, by: models.Model) -> None:
    """Make a proposed organisation public."""
    states.move(organisation, OrganisationStatus.VERIFIED, moves=ORGANISATION_MOVES, actor=by)
    changed(organisation)


@guard.act
def reject(organisation: Organisation, *, by: models.Model, reason: str) -> None:
    """Refuse a proposed organisation; the words people typed stay with their records."""
    states.move(organisation, OrganisationStatus.REJECTED, moves=ORGANISATION_MOVES, actor=by, reason=reason)
    changed(organisation)


@guard.act
def close(organisation: Organisation, *, by: models.Model, reason: str) -> None:
    """The organisation works no more: it stays in history and is not offered in forms."""
    states.move(organisation, OrganisationStatus.CLOSED, moves=ORGANISATION_MOVES, actor=by, reason=reason)
    changed(organisation)


@guard.act
def merge(organisation: Organisation, into: Organisation, *, by: models.Model, reason: str = "") -> None:
    """Move every record of `organisation` to `into` and leave a row that redirects; after MergeConflict nothing has changed."""
    guard.hold(organisation, into)
    conflicts = [
        str(relation.related_model._meta.verbose_name) for relation in _relations() if not _moved(relation, organisation, into)
    ]
    if conflicts:
        raise MergeConflict(conflicts)
    states.move(organisation, OrganisationStatus.MERGED, moves=ORGANISATION_MOVES, actor=by, reason=reason, merged_into=into)
    changed(organisation)
    history.record(into, "absorbed", was={}, now={"organisation": str(organisation.pk)}, actor=by, reason=reason)


def _relations() -> list:
    """Every relation that points at an organisation, of whatever app, hidden ones too; not the merge itself."""
    fields = Organisation._meta.get_fields(include_hidden=True)
    pointing = [field for field in fields if field.auto_created and field.is_relation and not field.concrete]
    # the hidden half of a many-to-many is moved by its visible half
    return [field for field in pointing if field.field.name != "merged_into" and not field.related_model._meta.auto_created]


def _moved(relation: models.ForeignObjectRel, organisation: Organisation, into: Organisation) -> bool:
    try:
        with transaction.atomic():
            if relation.many_to_many:
                return _m2m_moved(relation, organisation, into)
            relation.related_model._base_manager.filter(**{relation.field.name: organisation}).update(
                **{relation.field.name: into}
            )
    except IntegrityError:
        return False
    return True


def _m2m_moved(relation: models.ForeignObjectRel, organisation: Organisation, into: Organisation) -> bool:
    through, name = relation.through, relation.field.m2m_reverse_field_name()
    owner = relation.field.m2m_field_name()
    there = through._base_manager.filter(**{name: into}).values(owner)
    through._base_manager.filter(**{name: organisation, f"{owner}__in": there}).delete()
    through._base_manager.filter(**{name: organisation}).update(**{name: into})
    return True
