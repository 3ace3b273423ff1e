"""Drafts as personal data: what was typed and not sent yet."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import guard
from core.drafts.owners import owners_of
from core.models import Draft, KeptText
from people.models import User
from people.personal import Erased, Exported, PersonalDataSource, Section, register
from people.sources.words import moment


def describe(user: User) -> list[Section]:
    """How many fields wait, and since when."""
    drafts = Draft.objects.filter(owner=user).order_by("-saved_at")
    forms = KeptText.objects.filter(owner__in=owners_of(user)).order_by("-kept_at")
    lines = [f"{moment(one.saved_at)}: {_('черновик')}, {_('знаков')}: {len(str(one.value))}" for one in drafts[:50]]
    lines += [f"{moment(one.kept_at)}: {_('неотправленная форма')}" for one in forms]
    return [Section(_("Написанное и не отправленное"), lines, _("Черновики хранятся полгода, неотправленные формы — сутки."))]


def export(user: User) -> Exported:
    """Every typed text as it is."""
    drafts = Draft.objects.filter(owner=user).order_by("pk")
    forms = KeptText.objects.filter(owner__in=owners_of(user)).order_by("pk")
    return Exported(
        {
            "drafts": [{"saved_at": one.saved_at.isoformat(), "field": one.field, "text": one.value} for one in drafts],
            "unsent": [{"kept_at": one.kept_at.isoformat(), "typed": one.typed} for one in forms],
        }
    )


def erase(user: User, dry_run: bool) -> Erased:
    """All of it goes."""
    drafts, forms = Draft.objects.filter(owner=user), KeptText.objects.filter(owner__in=owners_of(user))
    counts = {str(_("черновики")): drafts.count() + forms.count()}
    if not dry_run:
        _forget(user)
    return Erased(counts)


@guard.act
def _forget(user: User) -> None:
    guard.hold(user)
    Draft.objects.filter(owner=user).delete()
    KeptText.objects.filter(owner__in=owners_of(user)).delete()


register(PersonalDataSource("drafts", gettext_lazy("Черновики"), describe, export, erase, ("core.Draft.owner",)))
