"""Question banks: a version used in an attempt is frozen, an edit makes the next (spec: school §2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from school.states import QuestionKind


class QuestionBank(models.Model):
    """A bank of questions, shared by courses."""

    title = models.CharField(_("название"), max_length=150, unique=True)
    note = models.TextField(_("о чём этот банк"), blank=True, max_length=1000)
    archived = models.BooleanField(_("в архиве"), default=False)

    class Meta:
        ordering = ["title"]
        verbose_name = _("банк вопросов")
        verbose_name_plural = _("банки вопросов")

    def __str__(self) -> str:
        return self.title


class QuestionCategory(models.Model):
    """A category of a bank; `path` is its full name from the top: «Право/Договоры»."""

    bank = models.ForeignKey(QuestionBank, models.PROTECT, related_name="categories", verbose_name=_("банк"))
    path = models.CharField(_("категория"), max_length=250, help_text=_("Вложенные пишите через косую черту: «Право/Договоры»."))

    class Meta:
        ordering = ["bank__title", "path"]
        verbose_name = _("категория вопросов")
        verbose_name_plural = _("категории вопросов")
        constraints = [models.UniqueConstraint(fields=["bank", "path"], name="question_category_once")]

    def __str__(self) -> str:
        return f"{self.bank}: {self.path}"


class QuestionTag(models.Model):
    """A word by which a quiz picks questions of a category."""

    name = models.CharField(_("метка"), max_length=60, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("метка вопросов")
        verbose_name_plural = _("метки вопросов")

    def __str__(self) -> str:
        return self.name


class QuestionQuerySet(models.QuerySet):
    def in_use(self) -> "QuestionQuerySet":
        """Questions that may still be asked."""
        return self.filter(archived=False)


class Question(models.Model):
    """A question of a bank: archived, never deleted; its words stand in its versions."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    category = models.ForeignKey(QuestionCategory, models.PROTECT, related_name="questions", verbose_name=_("категория"))
    kind = models.CharField(_("вид"), max_length=16, choices=QuestionKind.choices)
    title = models.CharField(_("название"), max_length=250, help_text=_("Для вас: по нему вопрос находят в списке."))
    tags = models.ManyToManyField(QuestionTag, blank=True, related_name="questions", verbose_name=_("метки"))
    archived = models.BooleanField(_("в архиве"), default=False)
    import_key = models.CharField(_("ключ при загрузке"), max_length=64, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["category", "title", "pk"]
        verbose_name = _("вопрос")
        verbose_name_plural = _("вопросы")
        indexes = [models.Index(fields=["import_key"], name="question_import_key")]

    def __str__(self) -> str:
        return self.title


class QuestionVersion(models.Model):
    """What is asked and what is right; immutable once an attempt has used it (`frozen_at`), a preview's attempt aside."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions", verbose_name=_("вопрос"))
    number = models.PositiveIntegerField(_("версия"))
    text = models.TextField(_("вопрос"), max_length=5000)
    data = models.JSONField(_("ответы"), default=dict)
    picture = models.ForeignKey(
        "core.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("картинка")
    )
    picture_alt = models.CharField(_("что на картинке"), max_length=250, blank=True)
    explanation = models.TextField(_("объяснение"), blank=True, max_length=3000)
    frozen_at = models.DateTimeField(_("впервые задан"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто изменил")
    )
    created_at = models.DateTimeField(_("когда"), auto_now_add=True)

    class Meta:
        ordering = ["question", "-number"]
        verbose_name = _("версия вопроса")
        verbose_name_plural = _("версии вопросов")
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_once")]

    def __str__(self) -> str:
        return f"{self.question}, {self.number}"
