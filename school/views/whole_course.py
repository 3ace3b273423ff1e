"""The whole course on one page and as one file; the coordinator types a paper test back in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from core import assets, disposition
from people.decorators import signed_in
from people.models import User
from people.roles import COORDINATORS, METHODOLOGISTS
from people.rules import has_any_role, is_administrator
from school.forms.paper import PaperForm
from school.models import Attempt, Enrolment, QuizPage
from school.models.outline import learners_programme
from school.services.access import ActivityClosed
from school.services.attempts import AlreadyOpen, StartRefused
from school.services.paper_test import paper_test, take_in
from school.services.sessions import MARKABLE, within
from school.services.whole_course import one_file, whole_course
from school.states import READS, AttemptState
from school.views.attempts import refusal_words
from school.views.doors import desk_only


@signed_in
@require_safe
def whole(request: HttpRequest, public_id: str) -> HttpResponse:
    """One page for print."""
    enrolment = _own(request, public_id)
    return render(request, "school/whole.html", {"enrolment": enrolment, "whole": whole_course(enrolment)})


@signed_in
@require_safe
def whole_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same as one file."""
    enrolment = _own(request, public_id)
    context = {"enrolment": enrolment, "whole": whole_course(enrolment), "made": timezone.now()}
    css = assets.style_sheet()
    html, missing = one_file(render_to_string("school/whole_file.html", context, request), css)
    if missing:
        told = [(words or _("Картинка"), _("Не поместилась в файл: смотрите на сайте.")) for words in missing]
        context["whole"].left_out.extend(told)
        html, _missing = one_file(render_to_string("school/whole_file.html", context, request), css)
    answer = HttpResponse(html)
    answer["Content-Disposition"] = disposition.attachment(f"{enrolment.course.page.title}.html")
    return answer


@desk_only
@require_safe
def paper_tests(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tests of one person of the own region that can be typed in."""
    enrolment = _theirs(request, public_id)
    lines = [line for line in learners_programme(enrolment).lines if line.kind == "quiz" and line.open and line.live]
    return render(request, "school/paper_tests.html", {"enrolment": enrolment, "lines": lines})


@desk_only
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def paper_typing(request: HttpRequest, public_id: str, key: object) -> HttpResponse:
    """Type the answers of a sheet; no points and no keys are told here."""
    enrolment = _theirs(request, public_id)
    quiz = get_object_or_404(QuizPage.objects.live(), translation_key=key, locale__language_code="ru")
    if learners_programme(enrolment).line_of(key) is None:
        raise Http404
    test = paper_test(enrolment, quiz, request.POST if request.method == "POST" else None)
    form = PaperForm(request.POST if request.method == "POST" else None, code=test.code)
    if request.method == "POST" and form.is_valid():
        try:
            attempt = take_in(enrolment, quiz, test, request.POST, by=request.user, at=timezone.now())
        except AlreadyOpen as error:
            form.add_error(None, _say_open(error.attempt))
        except StartRefused as error:
            form.add_error(None, refusal_words(error, enrolment.run.zone))
        except ActivityClosed as error:
            form.add_error(None, str(error) or _("Этот тест сейчас закрыт."))
        else:
            messages.success(request, _say_taken(attempt))
            return redirect("school:paper_tests", public_id=public_id)
    context = {"enrolment": enrolment, "quiz": quiz, "test": test, "form": form}
    return render(request, "school/paper_typing.html", context, status=422 if form.errors else 200)


def _say_open(attempt: Attempt) -> str:
    if attempt.running:
        return _("Слушатель уже проходит этот тест на сайте. Пусть сначала сдаст его.")
    return _("Прошлую попытку ещё читает наставник. Введите этот лист, когда придут баллы.")


def _say_taken(attempt: Attempt) -> str:
    if attempt.state == AttemptState.IN_REVIEW:
        return _("Ответы приняты. Развёрнутые прочтёт наставник, потом слушатель увидит баллы у себя.")
    return _("Ответы приняты. Баллы слушатель увидит у себя.")


def _own(request: HttpRequest, public_id: str) -> Enrolment:
    rows = Enrolment.objects.of(request.user).filter(status__in=READS).select_related(*RELATED)
    return get_object_or_404(rows, public_id=public_id)


def _theirs(request: HttpRequest, public_id: str) -> Enrolment:
    """A learner of the coordinator's region, or anyone for who runs the School; mentors mark on the site."""
    if not _types_in(request.user):
        raise Http404
    return get_object_or_404(within(request.user).filter(status__in=MARKABLE).select_related(*RELATED), public_id=public_id)


def _types_in(user: User) -> bool:
    return has_any_role(user, COORDINATORS, METHODOLOGISTS) or is_administrator(user)


RELATED = ("user", "run", "region", "group", "course__page")
