"""Moderation by Wagtail's workflow: the region's coordinator, then an editor, then the author (spec: practices §3)."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from people.models import User
from people.roles import EDITORS
from people.rules import has_role, is_administrator
from regions.models import CoordinatorScope
from regions.scope import covers, scope_of

SILENT_DAYS = 14


def is_editor(user: User) -> bool:
    """Editors and administrators publish practices."""
    return has_role(user, EDITORS) or is_administrator(user)


def as_written(page: models.Model) -> models.Model:
    """The page with the fields of its latest draft."""
    return page.specific.get_latest_revision_as_object()


def skip(state: TaskState, why: str) -> None:
    """End a step that nobody needs to take; Wagtail then goes on to the next one by itself."""
    state.status, state.finished_at, state.comment = TaskState.STATUS_SKIPPED, timezone.now(), str(why)
    state.save()


class StaffTask(Task):
    """Common to our tasks: who may act sees the page and its actions, nobody else."""

    class Meta:
        abstract = True

    def acts(self, page: models.Model, user: User) -> bool:
        """Whether the user may approve or return at this step."""
        raise NotImplementedError

    def user_can_access_editor(self, obj: models.Model, user: User) -> bool:
        return self.acts(obj, user)

    def locked_for_user(self, obj: models.Model, user: User) -> bool:
        return not self.acts(obj, user)

    def get_actions(self, obj: models.Model, user: User) -> list[tuple]:
        if not self.acts(obj, user):
            return []
        return [
            ("reject", _("Вернуть с замечаниями"), True),
            ("approve", _("Одобрить"), False),
            ("approve", _("Одобрить с пояснением"), True),
        ]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: object) -> models.QuerySet:
        rows = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr)
        pks = [row.pk for row in rows.select_related("revision") if self.acts(row.revision.content_object, user)]
        return TaskState.objects.filter(pk__in=pks)


class CoordinatorTask(StaffTask):
    """The coordinator of the page's region; skipped where there is none or the coordinator sent it."""

    class Meta:
        verbose_name = _("проверка координатором региона")
        verbose_name_plural = _("проверки координатором региона")

    def acts(self, page: models.Model, user: User) -> bool:
        # Wagtail's action views hand in the plain page.
        page = page.specific
        if covers(scope_of(user), page.region_id):
            return True
        return is_editor(user) and self._silent(page)

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        page = as_written(workflow_state.content_object)
        state = super().start(workflow_state, user=user)
        there = CoordinatorScope.objects.filter(region_id=page.region_id, until__isnull=True)
        if not there.exists() or (user and there.filter(user=user).exists()):
            skip(state, _("Шаг пропущен: координатора нет или он сам прислал текст."))
        return state

    def _silent(self, page: models.Model) -> bool:
        state = page.current_workflow_task_state
        return bool(state and timezone.now() - state.started_at > timedelta(days=SILENT_DAYS))

    @classmethod
    def get_description(cls) -> str:
        return _("Координатор региона смотрит первым; через 14 дней молчания проверить может редактор.")


class EditorTask(StaffTask):
    """An editor of the library."""

    class Meta:
        verbose_name = _("проверка редактором")
        verbose_name_plural = _("проверки редактором")

    def acts(self, page: models.Model, user: User) -> bool:
        return is_editor(user)

    def get_actions(self, obj: models.Model, user: User) -> list[tuple]:
        """What publication needs must be there before «Одобрить» is offered."""
        actions = super().get_actions(obj, user)
        return [one for one in actions if one[0] != "approve"] if as_written(obj).lacks() else actions

    @classmethod
    def get_description(cls) -> str:
        return _("Редактор проверяет текст, числа и подтверждения.")


class AuthorTask(StaffTask):
    """The author's consent to the edited text; skipped while no author outside waits for it."""

    class Meta:
        verbose_name = _("согласие автора")
        verbose_name_plural = _("согласия автора")

    def acts(self, page: models.Model, user: User) -> bool:
        return False

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        state = super().start(workflow_state, user=user)
        skip(state, _("Шаг пропущен: текст писали в редакции."))
        return state

    @classmethod
    def get_description(cls) -> str:
        return _("Автор читает «было» и «стало» и соглашается.")
