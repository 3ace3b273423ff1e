"""Verbs of the School's history in words, by the kind of row; both staff and the person read them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.sources.words import tell
from school.states import AttemptState, EnrolmentStatus, RequestState, RunStatus, SubmissionState

E, S, A, R = EnrolmentStatus, SubmissionState, AttemptState, RequestState
DEEDS: dict[str, Mapping[str, str | Promise]] = {
    "enrolment": {
        E.REQUESTED: _("попросили записать на курс"),
        E.WAITLISTED: _("запись встала в лист ожидания"),
        E.INVITED: _("приглашение на курс отправлено, место держим 14 дней"),
        E.ACTIVE: _("учёба началась или продолжилась"),
        E.SUSPENDED: _("учёба приостановлена"),
        E.COMPLETED: _("курс пройден"),
        E.WITHDRAWN: _("запись на курс закрыта"),
        E.EXPELLED: _("слушатель отчислен"),
        E.REFUSED: _("в учёбе отказано"),
        "closed_by_another_run": _("запись закрылась сама: учёба идёт в другом потоке"),
        "invitation_lapsed": _("на приглашение не ответили 14 дней"),
        "reopened": _("учёба открыта снова"),
        "moved_to_group": _("другая группа"),
        "moved_to_run": _("другой поток"),
        "run_cancelled": _("поток отменён, запись закрыта"),
        "overrode": _("отметка поставлена вручную"),
        "marked_on_session": _("уроки отмечены на совместном занятии"),
        "session_undone": _("отметки совместного занятия сняты"),
    },
    "submission": {
        S.DRAFT: _("работа взята обратно"),
        S.SUBMITTED: _("работа отправлена на проверку"),
        S.IN_REVIEW: _("наставник взял работу на проверку"),
        S.RETURNED: _("работа возвращена на доработку"),
        S.ACCEPTED: _("работа зачтена"),
        S.REJECTED: _("работа не зачтена"),
        "released": _("работа вернулась в очередь"),
        "taken_over": _("проверку взял другой наставник"),
        "handed_over": _("работа передана другому наставнику"),
    },
    "attempt": {
        A.IN_REVIEW: _("тест сдан, ответы ждут наставника"),
        A.GRADED: _("тест оценён"),
        A.VOIDED: _("попытка не засчитывается"),
        "late_counted": _("засчитаны ответы после времени"),
        "remarked": _("тест пересчитан: исправлен вопрос"),
    },
    "grade": {"graded": _("изменена оценка")},
    "extension": {"extended": _("продлён срок или дана попытка")},
    "extensionrequest": {
        "asked": _("попросили время"),
        R.GRANTED: _("время дано"),
        R.REFUSED: _("во времени отказано"),
        R.WITHDRAWN: _("просьба о времени отозвана"),
    },
    "runnewsrequest": {
        "asked": _("попросили сообщить о наборе"),
        "taken_back": _("сообщать о наборе больше не надо"),
        "told": _("сообщили, что запись открыта"),
    },
    "thread": {
        "asked": _("задан вопрос наставнику"),
        "shown": _("изменено, кому виден разговор"),
        "hidden": _("сообщение скрыто или открыто"),
        "closed": _("разговор закрыт: ответа не нужно"),
    },
    "certificate": {
        "certificate_issued": _("сертификат выдан"),
        "certificate_reissued": _("имя в сертификате исправлено"),
        "certificate_revoked": _("сертификат отозван"),
        "name_asked": _("попросили исправить имя в сертификате"),
        "name_kept": _("имя в сертификате оставлено как было"),
    },
    "studypaper": {"study_paper_made": _("сделано письмо или справка об учёбе")},
    "courserun": {
        RunStatus.OPEN: _("поток открыт"),
        RunStatus.ARCHIVED: _("поток убран в архив"),
        RunStatus.CANCELLED: _("поток отменён"),
        "made": _("поток создан"),
        "copied": _("поток скопирован"),
        "changed": _("изменены сведения о потоке"),
        "programme_set": _("изменена программа потока"),
        "programme_updated": _("программа потока обновлена по курсу"),
        "item_retired": _("занятие убрано из программы"),
        "dates_shifted": _("сроки сдвинуты"),
        "groups_made": _("созданы группы"),
    },
    "group": {
        "changed": _("изменена группа"),
        "mentor_assigned": _("группе назначен наставник"),
        "mentor_ended": _("наставник больше не ведёт группу"),
        "written_to": _("группе отправлено письмо"),
    },
    "jointsession": {
        "held": _("проведено совместное занятие"),
        "undone": _("отметки занятия сняты"),
    },
    "modulepage": {"loaded": _("загружены уроки из файла")},
    "question": {
        "question_made": _("вопрос создан"),
        "question_changed": _("вопрос изменён"),
        "question_remarked": _("ответы пересчитаны по новой версии"),
        "question_accepted_for_all": _("вопрос зачтён всем"),
        "question_archived": _("вопрос убран в архив"),
        "question_restored": _("вопрос возвращён из архива"),
    },
    "rubric": {
        "rubric_made": _("критерии созданы"),
        "rubric_changed": _("критерии изменены"),
        "rubric_archived": _("критерии убраны в архив"),
        "rubric_restored": _("критерии возвращены из архива"),
    },
}


def register_words() -> None:
    """Called once from the app's `ready`."""
    for model, verbs in DEEDS.items():
        tell(f"school.{model}", verbs)
