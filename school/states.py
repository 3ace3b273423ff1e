"""States of runs, enrolments and progress, and their allowed moves (spec: school §3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Moves


class RunStatus(models.TextChoices):
    DRAFT = "draft", _("черновик")
    OPEN = "open", _("открыт")
    ARCHIVED = "archived", _("в архиве")
    CANCELLED = "cancelled", _("отменён")


RUN_MOVES = Moves(
    {
        RunStatus.DRAFT: {RunStatus.OPEN, RunStatus.CANCELLED},
        RunStatus.OPEN: {RunStatus.ARCHIVED, RunStatus.CANCELLED},
    }
)


class EnrolmentStatus(models.TextChoices):
    REQUESTED = "requested", _("запрос на рассмотрении")
    WAITLISTED = "waitlisted", _("в листе ожидания")
    INVITED = "invited", _("приглашение отправлено")
    ACTIVE = "active", _("учится")
    SUSPENDED = "suspended", _("учёба приостановлена")
    COMPLETED = "completed", _("курс пройден")
    WITHDRAWN = "withdrawn", _("отказ от учёбы")
    EXPELLED = "expelled", _("отчислен")
    REFUSED = "refused", _("в учёбе отказано")


E = EnrolmentStatus
STUDIES = [E.ACTIVE, E.SUSPENDED]
HOLDS_SEAT = [E.INVITED, E.ACTIVE, E.SUSPENDED, E.COMPLETED]
READS = [E.ACTIVE, E.SUSPENDED, E.COMPLETED]
WAITS = [E.REQUESTED, E.WAITLISTED, E.INVITED]
ENROLMENT_MOVES = Moves(
    {
        E.REQUESTED: {E.ACTIVE, E.WAITLISTED, E.REFUSED, E.WITHDRAWN},
        E.WAITLISTED: {E.ACTIVE, E.INVITED, E.WITHDRAWN},  # invited: put in line by a list, the consent is still to come
        E.INVITED: {E.ACTIVE, E.WITHDRAWN},
        E.ACTIVE: {E.SUSPENDED, E.EXPELLED, E.COMPLETED, E.WITHDRAWN},
        E.SUSPENDED: {E.ACTIVE, E.EXPELLED, E.WITHDRAWN},
        E.COMPLETED: {E.ACTIVE},
        E.WITHDRAWN: {E.ACTIVE, E.REQUESTED, E.WAITLISTED, E.INVITED},
        E.EXPELLED: {E.ACTIVE, E.REQUESTED, E.WAITLISTED, E.INVITED},
        E.REFUSED: {E.ACTIVE, E.REQUESTED, E.WAITLISTED, E.INVITED},
    }
)


class ProgressState(models.TextChoices):
    IN_PROGRESS = "in_progress", _("начато")
    FAILED = "failed", _("не пройдено")
    COMPLETED = "completed", _("пройдено")
    PASSED = "passed", _("зачтено")


# Progress goes up only; the order decides which of two states wins.
PROGRESS_ORDER = [ProgressState.IN_PROGRESS, ProgressState.FAILED, ProgressState.COMPLETED, ProgressState.PASSED]
DONE = [ProgressState.COMPLETED, ProgressState.PASSED]


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("один из списка")
    MULTIPLE = "multiple", _("несколько из списка")
    TRUE_FALSE = "true_false", _("верно или неверно")
    SHORT = "short", _("короткий ответ")
    NUMERIC = "numeric", _("число")
    MATCHING = "matching", _("соответствие")
    ORDERING = "ordering", _("порядок")
    FREE_TEXT = "free_text", _("развёрнутый ответ")


class AttemptState(models.TextChoices):
    IN_PROGRESS = "in_progress", _("идёт")
    IN_REVIEW = "in_review", _("ждёт наставника")
    GRADED = "graded", _("оценена")
    VOIDED = "voided", _("не засчитывается")


A = AttemptState
OPEN_ATTEMPT = [A.IN_PROGRESS, A.IN_REVIEW]
ATTEMPT_MOVES = Moves(
    {
        A.IN_PROGRESS: {A.GRADED, A.IN_REVIEW, A.VOIDED},
        A.IN_REVIEW: {A.GRADED, A.VOIDED},
        A.GRADED: {A.VOIDED},
    }
)


class SubmissionState(models.TextChoices):
    DRAFT = "draft", _("черновик")
    SUBMITTED = "submitted", _("отправлена")
    IN_REVIEW = "in_review", _("наставник читает")
    RETURNED = "returned", _("возвращена на доработку")
    ACCEPTED = "accepted", _("зачтена")
    REJECTED = "rejected", _("не зачтена")


S = SubmissionState
WITH_MENTOR = [S.SUBMITTED, S.IN_REVIEW]
WITH_LEARNER = [S.DRAFT, S.RETURNED]
SUBMISSION_MOVES = Moves(
    {
        S.DRAFT: {S.SUBMITTED},
        S.SUBMITTED: {S.IN_REVIEW, S.DRAFT},
        S.IN_REVIEW: {S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.REJECTED},
        S.RETURNED: {S.SUBMITTED},
        S.REJECTED: {S.RETURNED},
    }
)


class RequestState(models.TextChoices):
    OPEN = "open", _("ждёт решения")
    GRANTED = "granted", _("время дано")
    REFUSED = "refused", _("отказано")
    WITHDRAWN = "withdrawn", _("отозвана")


REQUEST_MOVES = Moves({RequestState.OPEN: {RequestState.GRANTED, RequestState.REFUSED, RequestState.WITHDRAWN}})


class Source(models.TextChoices):
    AUTO = "auto", _("само")
    SELF = "self", _("отметил слушатель")
    MENTOR = "mentor", _("отметил наставник")
    GROUP_SESSION = "group_session", _("отмечено на занятии")
    IMPORT = "import", _("перенесено")
    PAPER = "paper", _("с бумаги")


class Completion(models.TextChoices):
    MARK = "mark", _("кнопка «Пройдено, дальше»")
    SELF_CHECK = "self_check", _("ответить на все вопросы «Проверьте себя»")
    SELF_CHECK_RIGHT = "self_check_right", _("верно ответить на все вопросы «Проверьте себя»")
    SUBMIT = "submit", _("сдать")
    PASS = "pass", _("набрать проходной балл")
    ACCEPT = "accept", _("наставник зачёл")
    HAND = "hand", _("отмечает наставник")


class Opens(models.TextChoices):
    ALWAYS = "always", _("сразу")
    PREVIOUS = "previous", _("после предыдущего обязательного")
    ALL_BEFORE = "all_before", _("после всех обязательных до него")


class Admission(models.TextChoices):
    OPEN = "open", _("записаться может каждый")
    REQUEST = "request", _("по запросу, решает школа")
    LIST = "list", _("только по списку или приглашению")
