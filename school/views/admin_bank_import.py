"""Loading questions into a bank and taking them out as GIFT (spec: school §7)."""

from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.disposition import attachment
from core.exports import log
from core.models import ImportBatch
from core.plurals import counted
from school.exchange import BadSource
from school.forms.bank_import import QuestionImportForm
from school.models import QuestionBank, QuestionCategory
from school.services.question_export import gift_of, questions_to_leave
from school.services.question_import import KIND, batches_of, confirm_questions, drop, preview_questions
from school.states import QuestionKind
from school.views.admin_bank import BankView


class OfBank(BankView):
    """A screen of one bank."""

    @cached_property
    def bank(self) -> QuestionBank:
        """The bank of the address."""
        return get_object_or_404(QuestionBank, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(**kwargs) | {"bank": self.bank}


class LoadQuestions(OfBank):
    """A file or a text; then its preview."""

    template_name = "school/admin/bank_load.html"
    page_title = gettext_lazy("Загрузить вопросы")

    def get_page_subtitle(self) -> str:
        return self.bank.title

    def get_context_data(self, **kwargs: object) -> dict:
        form = kwargs.pop("form", None) or QuestionImportForm()
        return super().get_context_data(**kwargs) | {"form": form, "batches": list(batches_of(self.bank)[:20])}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = QuestionImportForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                batch = preview_questions(self.bank, form.body(), form.name(), by=request.user)
                return redirect("question_bank:batch", self.bank.pk, batch.pk)
            except BadSource as error:
                form.add_error("file" if form.cleaned_data["file"] else "pasted", str(error))
        return self.render_to_response(self.get_context_data(form=form))


class LoadedQuestions(OfBank):
    """The preview of a load: what comes, what is lost and why; «Загрузить» or «Отменить»."""

    template_name = "school/admin/bank_batch.html"

    @cached_property
    def batch(self) -> ImportBatch:
        """The load of the address."""
        return get_object_or_404(ImportBatch, pk=self.kwargs["batch"], kind=KIND, report__bank=self.bank.pk)

    def get_page_title(self) -> str:
        return self.batch.name

    def get_context_data(self, **kwargs: object) -> dict:
        report = self.batch.report
        kinds = dict(QuestionKind.choices)
        rows = [row | {"kind_title": kinds.get(row["kind"], row["kind"])} for row in report["rows"]]
        return super().get_context_data(**kwargs) | {
            "batch": self.batch,
            "report": report,
            "rows": rows,
            "new": report["counts"].get("new", 0),
            "same": report["counts"].get("same", 0) + report["counts"].get("double", 0),
        }

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "drop" in request.POST:
            if drop(self.batch):
                messages.info(request, _("Загрузка отменена, ничего не изменилось."))
            return redirect("question_bank:load", self.bank.pk)
        made = confirm_questions(self.batch, by=request.user)
        if made:
            words = counted(made, _("новый вопрос,новых вопроса,новых вопросов"))
            messages.success(request, _("Загружено: %s.") % words)
        else:
            messages.info(request, _("Нового нет: эти вопросы в банке уже есть."))
        return redirect(f"{reverse('question:index')}?bank={self.bank.pk}")


class QuestionsOut(OfBank):
    """A bank or one category of it as a GIFT file."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        category = None
        if "category" in request.GET:
            number = request.GET["category"]
            category = get_object_or_404(QuestionCategory, bank=self.bank, pk=int(number) if number.isdecimal() else 0)
        questions = questions_to_leave(self.bank, category)
        name = f"{self.bank.title}{f' — {category.path}' if category else ''}"
        log(request.user, name, ("school.questionbank", str(self.bank.pk)), questions.count(), "gift")
        response = HttpResponse(gift_of(questions), content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = attachment(f"{name.replace('/', '-')}.gift.txt")
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response
