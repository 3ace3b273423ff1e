"""Papers of the School as their templates are drawn: frozen words of an edition, its number, facsimiles (spec: platform §8)."""

from django.utils import translation
from django.utils.translation import gettext as _

from core.models.papers import AbstractEdition
from core.papers.facsimiles import drawn
from core.papers.kinds import PaperKind, register
from core.papers.sheets import check_line, number_line
from core.typography import typo
from school.models.certificate import CertificateEdition
from school.models.study_paper import StudyPaperEdition


def certificate_sheet(edition: AbstractEdition) -> dict:
    """Data of templates/pdf/certificate.typ; reads facsimiles, so for the worker."""
    data = edition.data
    words = {"text": typo(data["text"]), "strong": typo(f"«{data['occasion']}»"), "note": typo(data["note"])}
    return _common(edition) | words | {"name": edition.full_name}


def study_sheet(edition: AbstractEdition) -> dict:
    """Data of templates/pdf/letter.typ."""
    data = edition.data
    words = {key: typo(data[key]) for key in ("to", "opening", "closing", "note")}
    return _common(edition) | words | {"facts": [[label, typo(said)] for label, said in data["facts"]]}


def register_papers() -> None:
    """Called once from the app's `ready`."""
    register(PaperKind("school.certificate", CertificateEdition, certificate_sheet))
    register(PaperKind("school.study_paper", StudyPaperEdition, study_sheet))


def _common(edition: AbstractEdition) -> dict:
    data = edition.data
    signers = [{"name": one["name"], "role": typo(one["role"]), "facsimile": drawn(one["facsimile"])} for one in data["signers"]]
    with translation.override("ru"):
        alt = _("QR-код страницы, где проверяют этот документ")
    return {
        "kind": data["title"],
        "issuer": data["issuer"],
        "site": data["site"],
        "number_line": number_line(edition),
        "signers": signers,
        "check": check_line(edition, data["phone"]),
        "qr_alt": alt,
    }
