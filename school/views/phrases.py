"""A mentor's comforts: own ready phrases, a letter to the group, the text of a Word file on the screen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from school.exchange.word import BadWord, read_word
from school.forms.phrases import GroupLetterForm, PhraseForm
from school.models import ReadyPhrase
from school.services.group_letters import write_to_group
from school.services.group_page import members_of
from school.services.phrases import add_phrase, remove_phrase
from school.views.doors import mentors_only
from school.views.mentor_acts import find_group
from school.views.work_files import find_file


@mentors_only
@require_http_methods(["GET", "HEAD", "POST"])
def phrases(request: HttpRequest) -> HttpResponse:
    """The own list: add, take away."""
    removed = request.POST.get("remove", "")
    if removed.isascii() and removed.isdigit() and len(removed) < 12:
        remove_phrase(request.user, int(removed))
        return redirect("school:phrases")
    form = PhraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if add_phrase(request.user, form.cleaned_data["text"].strip()):
            return redirect("school:phrases")
        form.add_error("text", _("Фраз уже много. Уберите ненужную и добавьте снова."))
    context = {"phrases": ReadyPhrase.objects.filter(owner=request.user), "form": form}
    return render(request, "school/mentor/phrases.html", context, status=422 if form.errors else 200)


@mentors_only
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """A letter to all of the group or to the ticked."""
    group = find_group(request, public_id)
    members = members_of(group)
    form = GroupLetterForm(request.POST if request.method == "POST" else None, members=members)
    if request.method == "POST" and form.is_valid():
        count = write_to_group(group, form.letter, by=request.user)
        messages.success(request, _("Письмо уйдёт через десять минут. Получателей: %(count)s.") % {"count": count})
        return redirect("school:mentor_group", public_id=public_id)
    context = {"group": group, "form": form, "members": members}
    return render(request, "school/mentor/letter.html", context, status=422 if form.errors else 200)


@mentors_only
@require_safe
def file_text(request: HttpRequest, public_id: str) -> HttpResponse:
    """The text of a .docx, to whoever may take the file itself."""
    row = find_file(request, public_id)
    if row is None or row.kind != "docx":
        raise Http404
    context = {"file": row, "text": None, "why": ""}
    try:
        with row.file.open("rb") as body:
            context["text"] = read_word(body)
    except BadWord as error:
        context["why"] = str(error)
    return render(request, "school/mentor/file_text.html", context)
