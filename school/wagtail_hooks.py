"""What the School adds to the admin; no person is ever listed there (spec: reliability §2)."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from people.models import User
from school.models import CoursePage, CourseRun, ModulePage, Question, QuestionBank, QuestionCategory, Rubric
from school.roles import manages_school
from school.services.learners_under import why_not_deleted, why_not_moved
from school.views import admin_runs_course
from school.viewsets import SchoolGroup
from school.viewsets.bank import SchoolPolicy
from school.viewsets.questions_chooser import QuestionChooserViewSet

for _model in (CourseRun, Question, QuestionBank, QuestionCategory, Rubric):
    register_permission_policy(_model, SchoolPolicy(_model))


@hooks.register("register_admin_viewset")
def school_group() -> SchoolGroup:
    """«Школа»."""
    return SchoolGroup()


@hooks.register("register_admin_viewset")
def question_chooser() -> QuestionChooserViewSet:
    """Questions are chosen by search in the form of a quiz."""
    return QuestionChooserViewSet()


@hooks.register("register_admin_urls")
def course_urls() -> list[URLPattern]:
    """What an author does with a course beside its pages."""
    return [
        path("school/courses/<int:pk>/preview/", admin_runs_course.PreviewCourse.as_view(), name="school_preview"),
        path("school/courses/<int:pk>/skeleton/", admin_runs_course.CourseSkeleton.as_view(), name="school_skeleton"),
    ]


@hooks.register("register_page_header_buttons")
def course_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a course: look as a learner, its runs, a skeleton while it is empty."""
    if page.specific_class is not CoursePage or page.locale.language_code != "ru":
        return
    if manages_school(user):
        preview = reverse("school_preview", args=[page.pk])
        yield Button(_("Посмотреть как слушатель"), preview, icon_name="view", priority=5)
        if anchor := getattr(page.specific_deferred, "anchor", None):
            yield Button(_("Потоки"), f"{reverse('run:index')}?course={anchor.pk}", icon_name="calendar-alt", priority=6)
        yield Button(_("Новый поток"), f"{reverse('run:add')}?course={page.pk}", icon_name="plus", priority=7)
        yield Button(_("Курс в Word"), reverse("school:word_out", args=[page.translation_key]), icon_name="download", priority=9)
    if page.is_leaf() and page.permissions_for_user(user).can_add_subpage():
        skeleton = reverse("school_skeleton", args=[page.pk])
        yield Button(_("Готовая основа: 5 модулей × 4 урока"), skeleton, icon_name="list-ul", priority=8)


@hooks.register("register_page_header_buttons")
def module_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On a module: lessons from a Word file."""
    if page.specific_class is ModulePage and page.locale.language_code == "ru" and manages_school(user):
        yield Button(_("Уроки из Word"), reverse("school:word_in", args=[page.translation_key]), icon_name="upload", priority=5)


@hooks.register("before_delete_page")
def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page under learners is taken down or out of the run, never deleted."""
    return _refused(request, why_not_deleted([page]), reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("before_move_page")
def refuse_moving(request: HttpRequest, page: Page, target: Page) -> HttpResponse | None:
    """A page under learners stays in its course."""
    return _refused(request, why_not_moved([page], target), reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("before_bulk_action")
def refuse_many(request: HttpRequest, action_type: str, objects: list, action: object) -> HttpResponse | None:
    """The same for several pages at once: none of them goes."""
    pages = [one for one in objects if isinstance(one, Page)]
    if action_type == "delete" and pages:
        return _refused(request, why_not_deleted(pages), reverse("wagtailadmin_explore_root"))
    if action_type == "move" and pages:
        target = action.cleaned_form.cleaned_data["chooser"]
        return _refused(request, why_not_moved(pages, target), reverse("wagtailadmin_explore", args=[target.pk]))
    return None


def _refused(request: HttpRequest, why: str, to: str) -> HttpResponse | None:
    if not why:
        return None
    messages.error(request, why)
    return redirect(to)
