"""Word in and out: lessons of a module from a .docx, a course as a .docx; for who runs the School."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import disposition
from core.models import ImportBatch
from school.exchange.word import BadWord
from school.forms.paper import WordForm
from school.models import CoursePage, ModulePage
from school.roles import manages_school
from school.services.course_docx import course_docx
from school.services.docx_lessons import batches_of, confirm_lessons, preview_lessons
from school.views.doors import managers_only

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def word_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A file, then its preview."""
    module = _module(request, key)
    form = WordForm(request.POST or None, request.FILES or None) if request.method == "POST" else WordForm()
    if request.method == "POST" and form.is_valid():
        try:
            batch = preview_lessons(module, form.cleaned_data["file"], by=request.user)
        except BadWord as error:
            form.add_error("file", forms.ValidationError(str(error)))
        else:
            return redirect("school:word_batch", key=key, pk=batch.pk)
    return render(request, "school/whole_word.html", {"module": module, "form": form}, status=422 if form.errors else 200)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def word_batch(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """What comes, what is lost; «Загрузить» makes drafts."""
    module = _module(request, key)
    batch = get_object_or_404(batches_of(module), pk=pk)
    if request.method == "POST":
        made = confirm_lessons(module, batch, by=request.user)
        if made:
            messages.success(
                request, _("Готово: черновики уроков в модуле. Проверьте их и опубликуйте. Уроков: %(n)s.") % {"n": made}
            )
        else:
            messages.info(request, _("Этот файл уже загружен."))
        return redirect("wagtailadmin_explore", module.pk)
    context = {"module": module, "batch": batch, "waits": batch.state == ImportBatch.State.PREVIEWED}
    return render(request, "school/whole_word_batch.html", context)


@managers_only
@require_safe
def word_out(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The course as a Word file."""
    if not manages_school(request.user):
        raise Http404
    course = get_object_or_404(CoursePage, translation_key=key, locale__language_code="ru")
    answer = HttpResponse(course_docx(course), content_type=WORD)
    answer["Content-Disposition"] = disposition.attachment(f"{course.title}.docx")
    return answer


def _module(request: HttpRequest, key: uuid.UUID) -> ModulePage:
    if not manages_school(request.user):
        raise Http404
    module = get_object_or_404(ModulePage, translation_key=key, locale__language_code="ru")
    if not module.permissions_for_user(request.user).can_add_subpage():
        raise Http404
    return module
