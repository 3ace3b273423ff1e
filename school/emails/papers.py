"""Letters about certificates: given, corrected, revoked, left as it was; the file itself waits on the learner's page."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from core.papers.making import check_url
from regions.models import CoordinatorScope
from school.models.certificate import Certificate, NameRequest


@letter("school.certificate_issued", _("Сертификат выдан"))
def issued(row: Letter) -> Content | None:
    """Where to take the certificate and how anybody checks it; not told of one that was revoked meanwhile."""
    return _letter("certificate_issued", row, valid=True)


@letter("school.certificate_reissued", _("Сертификат исправлен"))
def reissued(row: Letter) -> Content | None:
    """The same number, a newer file; earlier prints are replaced."""
    return _letter("certificate_reissued", row, valid=True)


@letter("school.certificate_revoked", _("Сертификат отозван"))
def revoked(row: Letter) -> Content | None:
    """Since when and why, and whom to ask."""
    return _letter("certificate_revoked", row, valid=False)


@letter("school.certificate_name_kept", _("Имя в сертификате оставлено"))
def name_kept(row: Letter) -> Content | None:
    """Why the name was left as it is."""
    return _letter("certificate_name_kept", row, valid=True)


def _letter(kind: str, row: Letter, *, valid: bool) -> Content | None:
    certificate = _certificate(row)
    if certificate.erased_at or (certificate.revoked_at is None) != valid:
        return None
    return content(f"school/{kind}", row, _words(certificate))


def _certificate(row: Letter) -> Certificate:
    related = ("enrolment__user", "enrolment__run", "enrolment__course__page", "enrolment__region")
    return Certificate.objects.select_related(*related).prefetch_related("editions").get(public_id=row.about_key)


def _words(certificate: Certificate) -> dict:
    enrolment, edition = certificate.enrolment, certificate.newest
    answered = NameRequest.objects.filter(certificate=certificate).exclude(answer="").order_by("-closed_at").first()
    return {
        "certificate": certificate,
        "edition": edition,
        "course": edition.data["occasion"],
        "full_name": edition.full_name,
        "name": enrolment.user.get_short_name(),
        "answer": answered.answer if answered else "",
        "page_url": f"{settings.SITE_URL}/school/{enrolment.public_id}/certificate/",
        "check_url": check_url(edition.code),
    }


def _say(row: Letter) -> str:
    certificate = _certificate(row)
    words = {"course": certificate.newest.data["occasion"], "number": certificate.number}
    if certificate.revoked_at:
        return __("Сертификат № %(number)s за курс «%(course)s» отозван.") % words
    if row.kind == "school.certificate_name_kept":
        return __("Имя в сертификате № %(number)s за курс «%(course)s» оставлено как было.") % words
    return __("Сертификат № %(number)s за курс «%(course)s» готов, его можно скачать на сайте или взять у координатора.") % words


def _coordinators(row: Letter) -> models.QuerySet:
    """Coordinators of the learner's region."""
    scopes = CoordinatorScope.objects.filter(region=_certificate(row).enrolment.region_id, until__isnull=True)
    return get_user_model().objects.filter(pk__in=scopes.values("user"))


for _kind in ("issued", "reissued", "revoked", "name_kept"):
    calls.register(f"school.certificate_{_kind}", _say, [], _coordinators)
