"""One small network for the matrix: Анна of Kirov is registered, learns, has a letter, a call, an archive, a paper consent."""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from core.contacts import Contact
from core.files import clean_upload
from core.imports import kind_of, preview
from core.models import ImportBatch, Letter, PhoneCall
from events.models import Event, Registration
from people.models import DataArchive, ErasureAct, User
from people.models.scan import ConsentScan
from people.services.archives import make_archive
from people.services.paper import give_on_paper
from regions.models import CorrectionRequest
from regions.services.corrections import ask_correction
from school.models import (
    Attempt,
    Certificate,
    CourseRun,
    Enrolment,
    ExtensionRequest,
    JointSession,
    MentorAssignment,
    RunItem,
    StudyPaper,
    Submission,
    SubmissionFile,
    Thread,
)
from school.services.asking_time import TimeWish, ask_time
from school.services.attempts import paper_for, start_attempt
from school.services.certificates import issue
from school.services.enrolling import enrol
from school.services.people_import import kind_for
from school.services.sessions import Held, hold_session, lessons_for
from school.services.study_papers import make_paper
from school.services.threads import Words, ask
from school.services.work_files import add_file
from school.services.works import Written, begin_work, keep_work, send_work
from tests.factories.certificates import graduate
from tests.factories.events import make_event, make_organiser, make_page, take_place
from tests.factories.files import picture, upload
from tests.factories.people import consent_document
from tests.factories.regions import organisation, region
from tests.factories.school import assignment, bank, course, lessons_of, quiz, run_of
from tests.factories.surveys import add_survey


@dataclass
class World:
    """What the addresses of the table are made of."""

    event: Event
    registration: Registration
    enrolment: Enrolment
    lesson: str
    anna: User
    archive: DataArchive
    scan: ConsentScan
    letter: Letter
    call: PhoneCall
    act: ErasureAct
    certificate: Certificate
    paper: StudyPaper
    correction: CorrectionRequest
    batch: ImportBatch
    session: JointSession
    people_list: ImportBatch
    attempt: Attempt
    work: Submission
    file: SubmissionFile
    thread: Thread
    request: ExtensionRequest


def _correction() -> CorrectionRequest:
    """Somebody asks for another address of a Kirov fund's card."""
    said = {"proposed": {"address": "ул. Мира, д. 5"}, "text": "", "contact": Contact(email="rimma@example.org")}
    return ask_correction(organisation("Общее поле", "KIR"), **said)


def _batch(boris: User) -> ImportBatch:
    """A table that Борис has uploaded and not loaded yet."""
    body = "Название;Вид;Регион\nТулашский фонд;НКО;Кировская область\n".encode()
    return preview(kind_of("organisations"), upload("фонды.csv", body), boris)


def _attempt(anna: User) -> Attempt:
    """Анна is in the middle of a quiz."""
    page = course("Право для фондов", "pravo")
    test = quiz(page, bank(2), count=2)
    enrolment = enrol(run_of(page, code="pravo"), anna)
    return start_attempt(enrolment, test, paper_for(test, enrolment), at=timezone.now())


def _works(anna: User, dmitry: User) -> dict:
    """Анна has sent a work with a file, asked a question and asked for time; Дмитрий is the mentor of her group."""
    page = course("Смета на одном листе", "smeta")
    task = assignment(page)
    run = run_of(page, code="smeta")
    enrolment = enrol(run, anna)
    MentorAssignment.objects.create(group=enrolment.group, user=dmitry)
    item = RunItem.objects.select_related("activity", "run").get(run=run, activity=task.translation_key)
    work = begin_work(enrolment, item, actor=anna)
    file = add_file(work, clean_upload(upload("dvor.png", picture("PNG"))), at_most=5)
    version = keep_work(work, Written("Двенадцать дворов."))
    send_work(work, item, actor=anna, send_key=uuid.uuid4(), revision=version.revision)
    thread = ask(enrolment, item.activity, Words("Колодец считать?", uuid.uuid4()))
    request = ask_time(enrolment, item, TimeWish("не было связи"), by=anna)
    return {"work": work, "file": file, "thread": thread, "request": request}


def _people_list(run: CourseRun, boris: User) -> ImportBatch:
    """People whom Борис has uploaded for a run and not loaded yet."""
    body = "ФИО;Телефон\nПопова Клавдия;+79990000011\n".encode()
    return preview(kind_for(run, boris), upload("люди.csv", body), boris)


def _session(enrolment: Enrolment, boris: User) -> JointSession:
    """Борис has met Анна in the library."""
    held = Held(timezone.localdate(), "Библиотека", lessons_for(enrolment.run)[:1], [enrolment], uuid.uuid4())
    return hold_session(enrolment.run, held, by=boris)


def build(anna: User, boris: User, zoya: User, dmitry: User) -> World:
    """The event is hosted by Perm (Вера) and staffed by Зоя; Анна of Kirov (Борис) is registered for it."""
    event = make_event()
    make_organiser(event, zoya)
    make_page(event)
    kirov = region("KIR")
    row = take_place(event, "anna@example.org", surname="Соловьёва", name="Анна", region=kirov, person=anna)
    consent_document("school")
    run = run_of(course())
    enrolment = enrol(run, anna)
    scan = clean_upload(upload("soglasie.png", picture("PNG")))
    consent = give_on_paper(anna, "photo", number="12", scan=scan, by=boris)
    letter = Letter.objects.filter(about_kind="events.registration").first()
    call = PhoneCall.objects.create(letter=letter, person=anna, name="Анна Соловьёва", phone="+79990000010", scope=letter.scope)
    lesson = str(lessons_of(run.course.page)[0].translation_key)
    certificate = issue(graduate(run_of(add_survey(course("Первый проект", "proekt")), code="proekt"), anna), by=None)
    paper = make_paper(enrolment, "letter", to="", by=anna)
    return World(
        event=event, registration=row, enrolment=enrolment, lesson=lesson,
        anna=anna, archive=make_archive(anna), scan=consent.scan, letter=letter, call=call,
        certificate=certificate, paper=paper, correction=_correction(), batch=_batch(boris), session=_session(enrolment, boris),
        people_list=_people_list(run, boris),
        attempt=_attempt(anna), **_works(anna, dmitry),
        act=ErasureAct.objects.create(number="2026-0001", user=anna, by=None),
    )  # fmt: skip
