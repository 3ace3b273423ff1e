"""The bank of questions in the admin: typed form, card with versions and answers, preview, load and leave (spec: school §5)."""

from decimal import Decimal
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from core.plain import many_lines
from core.plurals import counted
from school.forms.bank import QuestionEditor
from school.models import Question, QuestionVersion, Remarking
from school.questions import KINDS, Feedback, Verdict, view_of
from school.roles import manages_school
from school.services.attempts_remarking import AT_ONCE, RemarkingUnderWay, ask_remarking, carry_on
from school.services.bank import archive_question, change_question, create_question, last_versions, restore_question
from school.services.bank_answers import answers_of, quizzes_with
from school.states import QuestionKind
from school.tasks.remarking import remark

LIST = {"url": "", "label": gettext_lazy("Вопросы")}


class BankView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the bank: for methodologists and administrators only."""

    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not manages_school(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, {"url": reverse("question:index"), "label": _("Вопросы")}, here]


class ChooseKind(BankView):
    """«Новый вопрос»: which of the eight."""

    template_name = "school/admin/bank_kinds.html"
    page_title = gettext_lazy("Новый вопрос")
    extra_context = {"kinds": QuestionKind.choices}


class EditorView(BankView):
    """The typed form; «Ещё строки» gives more rows and saves nothing."""

    template_name = "school/admin/bank_question.html"

    def editor(self) -> QuestionEditor:
        """The form of this request."""
        raise NotImplementedError

    def save(self, editor: QuestionEditor) -> QuestionVersion:
        """Save what was typed."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: object) -> dict:
        editor = kwargs.pop("editor", None) or self.editor()
        media = editor.form.media
        return super().get_context_data(**kwargs) | {"editor": editor, "media": media}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        editor = self.editor()
        if editor.wants_more:
            return self.render_to_response(self.get_context_data(editor=editor.with_more_rows()))
        if not editor.is_valid():
            messages.error(request, _("Вопрос не сохранён: исправьте отмеченное."))
            return self.render_to_response(self.get_context_data(editor=editor))
        version = self.save(editor)
        messages.success(request, _("Вопрос «%(title)s» сохранён.") % {"title": version.question.title})
        return redirect("question:card", version.question.public_id)


class NewQuestion(EditorView):
    """A new question of a kind."""

    def get_page_title(self) -> str:
        return _("Новый вопрос: %s") % QuestionKind(self.kind).label

    @property
    def kind(self) -> str:
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        return self.kwargs["kind"]

    def editor(self) -> QuestionEditor:
        category = self.request.GET.get("category", "")
        initial = {"category": category} if category.isdigit() else {}
        return QuestionEditor(self.kind, self.request.POST or None, **initial)

    def save(self, editor: QuestionEditor) -> QuestionVersion:
        return create_question(self.kind, editor.facts(), by=self.request.user)


class OfQuestion(BankView):
    """A screen of one question."""

    @cached_property
    def question(self) -> Question:
        """The question of the address."""
        rows = Question.objects.select_related("category__bank")
        return get_object_or_404(rows, public_id=self.kwargs["public_id"])

    @cached_property
    def version(self) -> QuestionVersion:
        """The version to ask now."""
        return last_versions([self.question.pk])[self.question.pk]

    def get_page_title(self) -> str:
        return self.question.title

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(**kwargs) | {"question": self.question, "version": self.version}


class EditQuestion(OfQuestion, EditorView):
    """Editing: what was asked stays as it was, the next version is made."""

    def editor(self) -> QuestionEditor:
        return QuestionEditor(self.question.kind, self.request.POST or None, self.version)

    def save(self, editor: QuestionEditor) -> QuestionVersion:
        return change_question(self.question, editor.facts(), by=self.request.user)


class QuestionCard(OfQuestion):
    """The key, versions, where it is asked, how people answer."""

    template_name = "school/admin/bank_card.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        at = [self.question.public_id]
        return [
            HeaderButton(_("Изменить"), url=reverse("question:change", args=at), icon_name="edit"),
            HeaderButton(_("Как видит слушатель"), url=reverse("question:try", args=at), icon_name="view"),
        ]

    def get_context_data(self, **kwargs: object) -> dict:
        kind = KINDS[self.question.kind]
        told = {"answers": answers_of(self.question), "quizzes": list(quizzes_with(self.question))}
        right = kind.right_answer(self.version.data)
        told["asked"] = any(answers.asked for answers in told["answers"])
        told["remarking"] = Remarking.objects.filter(question=self.question).select_related("by").order_by("pk").last()
        return super().get_context_data(**kwargs) | told | {"right": right, "tags": list(self.question.tags.all())}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "remark" in request.POST or "accept" in request.POST:
            self.remark()
        elif "restore" in request.POST and restore_question(self.question, by=request.user):
            messages.success(request, _("Вопрос снова в работе."))
        elif "archive" in request.POST and archive_question(self.question, by=request.user):
            messages.success(request, _("Вопрос убран в архив."))
        return redirect("question:card", self.question.public_id)

    def remark(self) -> None:
        """«Пересчитать» by the key of the last version, or «Зачесть всем»; many go to the worker. Learners read why."""
        reason = many_lines(self.request.POST.get("reason", "")).strip()[:500]
        if not reason:
            messages.error(self.request, _("Напишите, почему: это прочтут слушатели."))
            return
        accept_all = "accept" in self.request.POST
        try:
            asked = ask_remarking(self.question, by=self.request.user, reason=reason, accept_all=accept_all)
        except RemarkingUnderWay:
            messages.warning(self.request, _("Этот вопрос уже пересчитывается. Дождитесь конца и повторите."))
            return
        if asked.attempts > AT_ONCE:
            remark.enqueue(asked.pk)
            messages.success(self.request, _("Пересчитываем. Что изменилось, появится здесь через несколько минут."))
            return
        carry_on(asked)
        asked.refresh_from_db()
        words = counted(asked.changed, _("попытке,попытках,попытках"))
        messages.success(
            self.request, _("Баллы изменились в %s.") % words if asked.changed else _("Ни в одной попытке баллы не изменились.")
        )


class TryQuestion(OfQuestion):
    """The question as a learner sees it; an answer is marked on the spot and kept nowhere."""

    template_name = "school/questions/try.html"

    def get_context_data(self, **kwargs: object) -> dict:
        kind, data = KINDS[self.question.kind], self.version.data
        answer = kind.read(data, self.request.GET, "q-1")
        asked = view_of(kind, self.version, answer=answer)
        result = None
        if "answer" in self.request.GET:
            verdict = Verdict(points=Decimal(1), score=kind.mark(data, answer), feedback=Feedback(remarks=True, right=True))
            result = view_of(kind, self.version, name="result", answer=answer, verdict=verdict)
        return super().get_context_data(**kwargs) | {"asked": asked, "result": result}
