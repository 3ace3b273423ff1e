"""Letters of the directory: a correction was asked for, and what came of it."""

from django.utils.translation import gettext_lazy as _

from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter
from regions.models import CorrectionRequest, Organisation


@letter("regions.correction_asked", _("Просят исправить карточку организации"))
def correction_asked(row: Letter) -> Content | None:
    """To the region's coordinator: whose card, what is asked; nothing once somebody has answered."""
    correction = CorrectionRequest.objects.select_related("organisation").filter(public_id=row.data["id"]).first()
    if correction is None or correction.state != CorrectionRequest.State.NEW:
        return None
    said = {"organisation": str(correction.organisation), "changes": _changes(correction), "text": correction.text}
    return content("regions/correction_asked", row, said | {"id": correction.public_id})


@letter("regions.correction_decided", _("Ответ на просьбу исправить карточку"))
def correction_decided(row: Letter) -> Content | None:
    """To whoever asked: done, or why not."""
    correction = CorrectionRequest.objects.select_related("organisation").filter(public_id=row.data["id"]).first()
    if correction is None:
        return None
    one = correction.organisation
    done = correction.state == CorrectionRequest.State.DONE
    said = {"organisation": str(one), "path": f"/organizacii/{one.pk}-{one.slug}/", "done": done, "answer": correction.answer}
    return content("regions/correction_decided", row, said)


def _changes(correction: CorrectionRequest) -> list[dict[str, str]]:
    titles = {field.name: str(field.verbose_name) for field in Organisation._meta.concrete_fields}
    return [{"title": titles[name], "was": was, "now": now} for name, was, now in correction.changes()]
