"""One criterion across all works of a group."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school.services.criterion import keep_levels, works_to_read
from school.views.doors import mentors_only
from school.views.mentor_acts import find_group


@mentors_only
@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose a criterion, then a level for each work; nothing is sent from here."""
    group = find_group(request, public_id)
    works = works_to_read(request.user, group)
    criteria = {one.pk: one for work in works for one in work.criteria}
    wanted = request.POST.get("criterion") or request.GET.get("criterion", "")
    chosen = next((one for pk, one in criteria.items() if str(pk) == wanted), None)
    if not wanted and request.method != "POST":
        chosen = next(iter(criteria.values()), None)
    mine = [work for work in works if chosen in work.criteria] if chosen else []
    if request.method == "POST" and chosen:
        allowed = {str(level.pk): level.pk for level in chosen.levels.all()}
        posted = {work.submission.public_id: request.POST.get(f"level-{work.submission.public_id}", "") for work in mine}
        kept = keep_levels(
            mine, chosen, {key: allowed[value] for key, value in posted.items() if value in allowed}, by=request.user
        )
        messages.success(request, _("Сохранено в черновиках отзывов: %(count)s.") % {"count": kept})
        return redirect("school:mentor_criterion", public_id=public_id)
    rows = [(work, work.levels.get(chosen.pk)) for work in mine] if chosen else []
    context = {"group": group, "criteria": criteria.values(), "chosen": chosen, "rows": rows}
    return render(request, "school/mentor/criterion.html", context)
