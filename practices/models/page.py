from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PagePermissionTester, Workflow
from wagtail_localize.fields import SynchronizedField

from core.fields import StreamField
from core.models import Term
from core.pages import BasePage
from people.models import User
from practices.blocks import PartnerBlock, PracticeFileBlock, ResourceBlock, ResultBlock, StepBlock, stream_of
from practices.calculators.figures import Figures, figures_of
from practices.choices import DurationUnit, Licence, Stage
from regions.models import Organisation, Region, Territory
from regions.scope import ALL, scope_of

WORKFLOW_NAME = "Проверка практики"
LONGEST_SUMMARY = 300
LEAST_STEPS = 2


class PracticePermissionTester(PagePermissionTester):
    """Coordinators edit and send practices of their own regions and publish none (spec: practices §4)."""

    def can_edit(self) -> bool:
        return super().can_edit() or self._own_region()

    def can_submit_for_moderation(self) -> bool:
        """Wagtail's own answer asks nothing about the person."""
        return self.can_edit() and super().can_submit_for_moderation()

    def can_view_revisions(self) -> bool:
        return super().can_view_revisions() or self._own_region()

    def _own_region(self) -> bool:
        scope = scope_of(self.user)
        return scope != ALL and self.page.specific.region_id in scope


class PracticePage(BasePage):
    """A practice: a case a stranger in another village can repeat."""

    summary = models.TextField(
        _("коротко"), max_length=LONGEST_SUMMARY, help_text=_("Два-три предложения: что было, что сделали, что вышло.")
    )
    problem = models.TextField(_("с чего началось"), help_text=_("Как люди жили до этого и почему взялись."))
    photo = models.ForeignKey(
        "core.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("снимок"),
        help_text=_("Горизонтальный снимок с людьми за делом; с каждого взято согласие."),
    )
    photo_alt = models.CharField(
        _("что на снимке"), max_length=250, blank=True, help_text=_("Для тех, кто не видит снимка: кто, где и что делает.")
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("регион"),
        help_text=_("Где это было. По региону практику найдут соседи."),
    )
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("территория"),
        help_text=_("Село, посёлок или район; если мест много — оставьте пустым."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("организация"),
        help_text=_("Кто придумал и сделал. Нет в списке — сначала заведите её в справочнике."),
    )
    themes = ParentalManyToManyField(
        Term, related_name="+", limit_choices_to={"vocabulary": "theme"}, verbose_name=_("темы"),
        help_text=_("От одной до пяти."),
    )  # fmt: skip
    groups = ParentalManyToManyField(
        Term, related_name="+", limit_choices_to={"vocabulary": "group"}, verbose_name=_("для кого"),
        help_text=_("От одной до пяти групп людей."),
    )  # fmt: skip
    stage = models.CharField(
        _("стадия"),
        max_length=10,
        choices=Stage.choices,
        default=Stage.RUNNING,
        help_text=_("Прекращённая тоже учит: напишите, что не получилось."),
    )
    started_on = models.DateField(_("начали"), null=True, help_text=_("Если помните только год — поставьте первое января."))
    ended_on = models.DateField(_("закончили"), null=True, blank=True, help_text=_("Пусто, если дело продолжается."))
    duration = models.PositiveSmallIntegerField(
        _("сколько длилось"), null=True, blank=True, help_text=_("Сколько заняло от замысла до первого результата.")
    )
    duration_unit = models.CharField(
        _("чего"),
        max_length=8,
        choices=DurationUnit.choices,
        default=DurationUnit.MONTHS,
        help_text=_("Дней, недель или месяцев."),
    )
    participants = models.PositiveIntegerField(
        _("участников"), null=True, blank=True, help_text=_("Сколько человек делали своими руками.")
    )
    residents = models.PositiveIntegerField(
        _("жителей на территории"),
        null=True,
        blank=True,
        help_text=_("Сколько человек живёт там, где это было: по этому числу читатель примерит к себе."),
    )
    steps = StreamField(
        stream_of("step", StepBlock(), 20),
        verbose_name=_("шаги"),
        help_text=_("По порядку, с глагола: «обошли дворы», «собрали деньги». Не меньше двух."),
    )
    resources = StreamField(
        stream_of("resource", ResourceBlock(), 40),
        verbose_name=_("ресурсы и смета"),
        blank=True,
        help_text=_("Что понадобилось: деньги, люди, вещи. Суммы — в рублях того года."),
    )
    results = StreamField(
        stream_of("result", ResultBlock(), 20),
        verbose_name=_("результаты"),
        blank=True,
        help_text=_("Что изменилось, числом: было — стало."),
    )
    partners = StreamField(
        stream_of("partner", PartnerBlock(), 20), verbose_name=_("партнёры"), blank=True, help_text=_("Кто помогал и чем именно.")
    )
    what_failed = models.TextField(
        _("что не получилось"), blank=True, help_text=_("Самое полезное для других: ошибки и лишние траты.")
    )
    transfer_conditions = models.TextField(
        _("условия повторения"), blank=True, help_text=_("Без чего не выйдет; каждое условие с новой строки, начиная с «- ».")
    )
    files = StreamField(
        stream_of("file", PracticeFileBlock(), 20),
        verbose_name=_("готовые бумаги"),
        blank=True,
        help_text=_("Договоры, сметы, объявления, которые можно взять и поправить под себя."),
    )
    based_on = models.ForeignKey(
        "practices.Practice",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("по примеру практики"),
        help_text=_("Если повторяли чужую практику — укажите её: автор увидит, что дело живёт."),
    )
    licence = models.CharField(
        _("условия использования"),
        max_length=10,
        choices=Licence.choices,
        default=Licence.BY,
        help_text=_("На каких условиях другие могут брать тексты и бумаги."),
    )
    change_note = models.CharField(
        _("что изменилось"),
        max_length=250,
        blank=True,
        help_text=_("Увидят читатели в списке редакций. Нужна при каждом изменении."),
    )
    is_minor = models.BooleanField(
        _("мелкая правка"), default=False, help_text=_("Опечатка или запятая: новой редакции не будет.")
    )
    checked_on = models.DateField(
        _("проверено автором"),
        null=True,
        blank=True,
        help_text=_("Когда автор последний раз подтвердил, что всё написанное верно."),
    )

    subpage_types: list[str] = []
    template = "practices/practice.html"
    page_description = _("Практика: по шагам, со сметой, результатами и тем, что не вышло.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("problem"),
        FieldRowPanel([FieldPanel("photo"), FieldPanel("photo_alt")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("region"), FieldPanel("territory")]),
                FieldPanel("organisation"),
                FieldRowPanel([FieldPanel("themes"), FieldPanel("groups")]),
            ],
            heading=_("Где и для кого"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("stage"), FieldPanel("started_on"), FieldPanel("ended_on")]),
                FieldRowPanel([FieldPanel("duration"), FieldPanel("duration_unit")]),
                FieldRowPanel([FieldPanel("participants"), FieldPanel("residents")]),
            ],
            heading=_("Когда и сколько людей"),
        ),
        FieldPanel("steps"),
        FieldPanel("resources"),
        FieldPanel("results"),
        FieldPanel("partners"),
        FieldPanel("what_failed"),
        FieldPanel("transfer_conditions"),
        FieldPanel("files"),
        MultiFieldPanel(
            [FieldPanel("based_on"), FieldPanel("licence"), FieldPanel("checked_on")],
            heading=_("Источник и условия"),
            classname="collapsed",
        ),
        MultiFieldPanel([FieldPanel("change_note"), FieldPanel("is_minor")], heading=_("Что изменилось"), classname="collapsed"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *[SynchronizedField(name, overridable=False) for name in ("themes", "groups", "change_note")],
    ]

    class Meta:
        verbose_name = _("практика")
        verbose_name_plural = _("практики")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="practice_dates",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            errors["ended_on"] = _("Закончили раньше, чем начали: проверьте даты.")
        if self.territory_id and self.region_id and self.territory.region_id != self.region_id:
            errors["territory"] = _("Эта территория в другом регионе.")
        if errors:
            raise ValidationError(errors)

    def get_workflow(self) -> Workflow | None:
        """Every practice passes the library's own moderation."""
        return Workflow.objects.filter(name=WORKFLOW_NAME, active=True).first()

    @property
    def has_workflow(self) -> bool:
        """Wagtail looks for a workflow tied to a branch; ours is tied to the kind of page."""
        return self.get_workflow() is not None

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        return PracticePermissionTester(user, self)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """An archived practice answers 410 with its number, so that citations stay true."""
        anchor = self.practice
        if anchor and anchor.archived_at:
            return render(request, "practices/archived.html", {"page": self, "practice": anchor}, status=410)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return super().get_context(request, *args, **kwargs) | {
            "practice": self.practice,
            "sums": self.sums,
            "site_url": settings.SITE_URL,
        }

    def lacks(self) -> list[str]:
        """Names of what publication needs and the page has not (spec: practices §3)."""
        needed = ("title", "summary", "problem", "region", "organisation", "stage", "started_on", "licence")
        lacking = [str(self._meta.get_field(name).verbose_name) for name in needed if not getattr(self, name)]
        for name in ("themes", "groups"):
            if not getattr(self, name).exists():
                lacking.append(str(self._meta.get_field(name).verbose_name))
        return lacking + ([str(_("хотя бы два шага"))] if len(self.steps) < LEAST_STEPS else [])

    @property
    def practice(self) -> models.Model | None:
        """The anchor, None while the page was never published. One query, once."""
        if "_practice" not in self.__dict__:
            self._practice = self._anchors().filter(key=self.translation_key).first()
        return self._practice

    @property
    def sums(self) -> Figures:
        """Money, budget with contributions, hours, needs."""
        return figures_of([child.value for child in self.resources])

    def has(self) -> dict[str, bool]:
        """What the description has, for the measure of completeness."""
        results = [child.value for child in self.results]
        evidence = ("evidence", "evidence_link", "evidence_file")
        return {
            "summary": bool(self.summary),
            "problem": bool(self.problem),
            "groups": self.groups.exists() if self.pk else False,
            "themes": self.themes.exists() if self.pk else False,
            "steps": len(self.steps) >= 3,
            "dates": bool(self.started_on),
            "resources": len(self.resources) > 0,
            "partners": len(self.partners) > 0,
            "results": bool(results),
            "evidence": any(row.get(name) for row in results for name in evidence),
            "what_failed": bool(self.what_failed),
            "transfer_conditions": bool(self.transfer_conditions),
            "photo": bool(self.photo_id and self.photo_alt),
        }

    @staticmethod
    def _anchors() -> models.QuerySet:
        return PracticePage._meta.get_field("anchor").related_model.objects.all()
