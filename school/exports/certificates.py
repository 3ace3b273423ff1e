"""The list of certificates as a table."""

from django.utils.translation import gettext as _

from core.exports import Column
from school.models.certificate import Certificate


def certificate_columns() -> list[Column]:
    """Columns of the desk's list; the rows come with enrolment, user, run, region and editions."""
    return [
        Column(_("Номер"), "number"),
        Column(_("Имя на сертификате"), lambda row: row.newest.full_name),
        Column(_("Курс"), lambda row: row.newest.data.get("occasion", "")),
        Column(_("Часов"), lambda row: row.newest.data.get("hours"), "number"),
        Column(_("Поток"), lambda row: row.enrolment.run.title),
        Column(_("Регион"), lambda row: row.enrolment.region.name if row.enrolment.region else _("другой")),
        Column(_("Курс пройден"), "enrolment.completed_at", "date"),
        Column(_("Выдан"), "issued_at", "date"),
        Column(_("Редакция"), lambda row: row.newest.n, "number"),
        Column(_("Состояние"), state_of),
        Column(_("Отозван"), "revoked_at", "date"),
        Column(_("Почему отозван"), "why"),
    ]


def state_of(certificate: Certificate) -> str:
    """In one word."""
    if certificate.erased_at:
        return _("данные удалены")
    return _("отозван") if certificate.revoked_at else _("действует")
