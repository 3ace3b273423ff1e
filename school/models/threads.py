"""Questions to the mentor under an activity (spec: school §2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.files import AbstractUpload
from core.links import new_id
from school.models.anchors import Activity
from school.models.enrolment import Enrolment


class ThreadVisible(models.TextChoices):
    MENTOR = "mentor", _("только наставник")
    GROUP = "group", _("вся группа")


class Thread(models.Model):
    """A talk of one learner with the mentor about one activity. `waits_since` is set while the learner waits for an answer."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="threads", verbose_name=_("слушатель"))
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="threads", verbose_name=_("занятие"))
    visible = models.CharField(_("кто видит"), max_length=6, choices=ThreadVisible.choices, default=ThreadVisible.MENTOR)
    waits_since = models.DateTimeField(_("ждёт ответа с"), null=True, blank=True)
    created_at = models.DateTimeField(_("начат"), auto_now_add=True)

    class Meta:
        verbose_name = _("разговор")
        verbose_name_plural = _("разговоры")
        indexes = [
            models.Index(fields=["waits_since"], name="thread_queue"),
            models.Index(fields=["activity", "visible"], name="thread_of_activity"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.enrolment_id}"


class Post(models.Model):
    """One message; a hidden one says why."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="posts", verbose_name=_("разговор"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто пишет"))
    text = models.TextField(_("сообщение"), max_length=5000)
    event_id = models.UUIDField(_("номер отправки"))
    hidden_why = models.CharField(_("почему скрыто"), max_length=250, blank=True)
    created_at = models.DateTimeField(_("когда"), auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("сообщение")
        verbose_name_plural = _("сообщения")
        constraints = [models.UniqueConstraint(fields=["thread", "event_id"], name="post_once")]

    def __str__(self) -> str:
        return self.text[:60]


class PostFile(AbstractUpload):
    """A file of a message."""

    folder = "posts"
    post = models.ForeignKey(Post, models.PROTECT, related_name="files", verbose_name=_("сообщение"))

    class Meta:
        verbose_name = _("файл сообщения")
        verbose_name_plural = _("файлы сообщений")
