"""Certificates: given for a completed course only, corrected under the same number, revoked; papers for the employer."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from core.guard import act
from core.mail.kinds import kind_of
from core.models import Entry, Letter, Picture
from core.papers import making
from core.papers.checking import by_code, by_number
from core.states import NotAllowed
from people.models import User
from people.personal import sources
from people.services.erasure import erase_person
from school.models import Certificate, CertificateEdition, CourseRun, Enrolment, NameRequest, StudyPaper
from school.models.pages import Signatory
from school.services.certificates import (
    CertificateRefused,
    ask_correction,
    confirm_name,
    decline_correction,
    issue,
    issue_if_due,
    reissue,
    revoke,
)
from school.services.enrolling import enrol
from school.services.study_papers import make_paper
from school.services.wording import Names
from tests.cast import make_person
from tests.factories.certificates import graduate, profile_names
from tests.factories.school import course, run_of

ANNA = Names("Соловьёва", "Анна", "Викторовна")
LONG = Names("Преображенская-Константинопольская", "Александра-Вильгельмина", "Вячеславовна")


@pytest.fixture
def run(db: None) -> CourseRun:
    return run_of(course())


@pytest.fixture
def enrolment(run: CourseRun, anna: User) -> Enrolment:
    return graduate(run, anna)


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    return confirm_name(enrolment, ANNA)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(edition: CertificateEdition) -> str:
    """Words of the one page of the PDF."""
    making.sweep()
    edition.refresh_from_db()
    with edition.file.open("rb") as file:
        reader = PdfReader(io.BytesIO(file.read()))
        assert len(reader.pages) == 1
        return " ".join(reader.pages[0].extract_text().replace("\u00a0", " ").split())


def letters() -> list[str]:
    return list(Letter.objects.filter(kind__startswith="school.certificate").order_by("pk").values_list("kind", flat=True))


def main_of(answer: object) -> str:
    found = re.search(r"<main.*</main>", answer.content.decode(), re.S).group()
    return " ".join(re.sub(r"<[^>]+>", " ", found).replace("\u00a0", " ").split())


# Giving


def test_it_is_not_given_before_the_course_is_completed(run: CourseRun, anna: User, zhanna: User) -> None:
    studying = enrol(run, anna)
    with pytest.raises(CertificateRefused) as refused:
        issue(studying, by=zhanna)
    assert (refused.value.why, confirm_name(studying, ANNA), Certificate.objects.count()) == ("not_completed", None, 0)


def test_a_name_confirmed_early_brings_it_with_the_last_lesson(run: CourseRun, anna: User) -> None:
    confirm_name(enrol(run, anna), ANNA)
    graduate(run, anna)
    assert [one.newest.full_name for one in Certificate.objects.all()] == ["Соловьёва Анна Викторовна"]


def test_the_name_is_asked_before_it_is_given_by_itself(enrolment: Enrolment) -> None:
    assert Certificate.objects.count() == 0
    certificate = confirm_name(enrolment, ANNA)
    assert (certificate.newest.full_name, letters()) == (ANNA.full, ["school.certificate_issued"])
    assert [(one.verb, one.now["number"]) for one in Entry.objects.about(certificate)] == [
        ("certificate_issued", certificate.number)
    ]


def test_where_the_school_gives_it_the_learner_only_confirms(anna: User, zhanna: User) -> None:
    run = run_of(course())
    CourseRun.objects.filter(pk=run.pk).update(certificate="hand")
    enrolment = graduate(CourseRun.objects.get(pk=run.pk), anna)
    assert confirm_name(enrolment, Names("Соловьёва", "Анна")) is None
    assert issue(enrolment, by=zhanna).newest.full_name == "Соловьёва Анна"


def test_given_twice_it_is_one(enrolment: Enrolment, zhanna: User) -> None:
    assert issue(enrolment, by=zhanna) == issue(enrolment, by=zhanna)
    assert (Certificate.objects.count(), letters()) == (1, ["school.certificate_issued"])


def test_the_database_allows_one_valid_certificate(certificate: Certificate) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(enrolment=certificate.enrolment, number="26-2-99999")


def test_nobody_without_a_name_gets_one(run: CourseRun, anna: User, zhanna: User) -> None:
    enrolment = graduate(run, anna)
    User.objects.filter(pk=anna.pk).update(last_name="")
    with pytest.raises(CertificateRefused) as refused:
        issue(enrolment, by=zhanna)
    assert refused.value.why == "no_name"


def test_a_preview_counts_for_nothing(enrolment: Enrolment, zhanna: User) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(is_preview=True)
    with pytest.raises(CertificateRefused):
        issue(enrolment, by=zhanna)
    assert confirm_name(enrolment, ANNA) is None


# What it says


def test_what_it_says_is_frozen_when_it_is_given(certificate: Certificate) -> None:
    page = certificate.enrolment.course.page
    page.title, page.hours = "Другое название", 99
    page.save()
    text = text_of(certificate.editions.get())
    asked = [
        "Сертификат",
        f"№ {certificate.number} от",
        "Курс «Фонд: с чего начать» пройден полностью, в объёме 18 академических часов.",
        "Объём посчитан в академических часах по 45 минут: 3 обязательных занятия курса и самостоятельная работа.",
        " г. Объём посчитан",
        "Это сертификат, не удостоверение о повышении квалификации.",
        "Проверить: 127.0.0.1:8000/c, номер",
    ]
    assert [one for one in asked if one not in text] == []


def test_the_revision_of_the_page_is_held(run: CourseRun, anna: User, zhanna: User) -> None:
    page = run.course.page
    page.save_revision().publish()
    page.refresh_from_db()
    certificate = issue(graduate(CourseRun.objects.get(pk=run.pk), anna), by=zhanna)
    assert certificate.newest.page_revision_id == page.live_revision_id
    with pytest.raises(IntegrityError), transaction.atomic():
        page.live_revision.delete()


def test_a_facsimile_stays_when_the_picture_is_changed(run: CourseRun, anna: User, zhanna: User) -> None:
    body = io.BytesIO()
    Image.new("RGBA", (900, 300), (20, 40, 160, 128)).save(body, "PNG")
    picture = Picture.objects.create(title="Подпись", file=ContentFile(body.getvalue(), "podpis.png"), width=900, height=300)
    page = run.course.page
    page.signatories.add(Signatory(name="Ирина Гусева", position="руководитель сети", facsimile=picture))
    page.save()
    first = issue(graduate(run, anna), by=zhanna).newest
    assert ("Ирина Гусева" in text_of(first), images_of(first)) == (True, 1)
    page.signatories.clear()
    page.save()
    picture.delete()
    second = reissue(first.paper, LONG, by=zhanna, reason="фамилия")
    assert ("Ирина Гусева" in text_of(second), images_of(second)) == (True, 1)


def images_of(edition: CertificateEdition) -> int:
    with edition.file.open("rb") as file:
        return len(PdfReader(io.BytesIO(file.read())).pages[0].images)


@pytest.mark.parametrize("title", ["Курс", "Как фонду местного сообщества собирать пожертвования и сохранять доверие " * 3])
def test_long_names_and_titles_keep_to_one_light_accessible_sheet(run: CourseRun, anna: User, title: str) -> None:
    page = run.course.page
    page.title = title[:255]
    page.save()
    edition = confirm_name(graduate(CourseRun.objects.get(pk=run.pk), anna), LONG).newest
    text = text_of(edition)
    assert [part for part in LONG.full.replace("-", " ").split() if part not in text.replace("- ", "-")] == []
    assert edition.size < 200 * 1024
    with edition.file.open("rb") as file:
        root = PdfReader(io.BytesIO(file.read())).trailer["/Root"]
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("ru", True)


# Correcting and revoking


def test_a_corrected_name_keeps_the_number_and_tells_the_learner(certificate: Certificate, anna: User, zhanna: User) -> None:
    wanted = Names("Соловьёва", "Анна", "Владимировна")
    ask_correction(certificate, wanted, note="В паспорте Владимировна", by=anna)
    again = ask_correction(certificate, LONG, note="", by=anna)
    assert (NameRequest.objects.count(), again.full_name) == (1, wanted.full)
    number = certificate.number
    edition = reissue(certificate, wanted, by=zhanna, reason="по просьбе")
    certificate.refresh_from_db()
    assert (certificate.number, edition.n, edition.full_name) == (number, 2, wanted.full)
    assert NameRequest.objects.get().state == "done"
    assert letters() == ["school.certificate_issued", "school.certificate_reissued"]
    assert "редакция 2 от" in text_of(edition)


def test_a_correction_that_changes_nothing_is_refused(certificate: Certificate, zhanna: User) -> None:
    with pytest.raises(CertificateRefused) as refused:
        reissue(certificate, ANNA, by=zhanna, reason="просто так")
    assert (refused.value.why, certificate.editions.count()) == ("same_name", 1)


def test_a_name_left_as_it_is_is_answered(certificate: Certificate, anna: User, zhanna: User) -> None:
    ask_correction(certificate, LONG, note="", by=anna)
    decline_correction(certificate, by=zhanna, answer="Пришлите, пожалуйста, документ")
    letter = Letter.objects.get(kind="school.certificate_name_kept")
    assert "Пришлите, пожалуйста, документ" in kind_of(letter.kind).make(letter).text
    assert "Пришлите, пожалуйста, документ" in main_of(
        signed_in(anna).get(f"/school/{certificate.enrolment.public_id}/certificate/")
    )


def test_revoked_it_is_never_valid_again_and_a_new_one_has_a_new_number(certificate: Certificate, zhanna: User) -> None:
    enrolment = certificate.enrolment
    revoke(certificate, by=zhanna, reason="Чужая работа")
    with pytest.raises(NotAllowed):
        revoke(certificate, by=zhanna, reason="ещё раз")
    with pytest.raises(CertificateRefused):
        reissue(certificate, LONG, by=zhanna, reason="поздно")
    assert act(lambda: issue_if_due(enrolment))() is None
    new = issue(enrolment, by=zhanna)
    assert new.number == certificate.number[:-1] + "2"
    assert [by_code(one.newest.code).state for one in (certificate, new)] == ["revoked", "valid"]
    assert letters() == ["school.certificate_issued", "school.certificate_revoked", "school.certificate_issued"]


def test_every_letter_reads_well(certificate: Certificate, anna: User, zhanna: User) -> None:
    def read(kind: str) -> str:
        letter = Letter.objects.filter(kind=f"school.{kind}").latest("pk")
        made = kind_of(letter.kind).make(letter)
        return made and made.subject + made.text

    code = certificate.newest.code
    issued = read("certificate_issued")
    assert [part in issued for part in ("Здравствуйте, Анна", certificate.number, ANNA.full, f"/c/{code}/")] == [True] * 4
    reissue(certificate, LONG, by=zhanna, reason="фамилия")
    assert LONG.full in read("certificate_reissued")
    revoke(certificate, by=zhanna, reason="Чужая работа")
    assert "Чужая работа" in read("certificate_revoked")
    assert read("certificate_issued") is None


# The learner's screens


def test_from_the_check_of_the_name_to_the_file(
    enrolment: Enrolment, anna: User, django_capture_on_commit_callbacks: object
) -> None:
    client, address = signed_in(anna), f"/school/{enrolment.public_id}/certificate/"
    assert "Всё верно, выдать сертификат" in main_of(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"shown": ANNA.full})
    text = main_of(client.get(address))
    assert ("Выдан и действует" in text, "Открыть PDF" in text) == (True, True)
    answer = client.get(f"{address}file/")
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")


def test_while_the_file_is_made_the_page_says_so(certificate: Certificate, anna: User) -> None:
    client, address = signed_in(anna), f"/school/{certificate.enrolment.public_id}/certificate/"
    assert "Сертификат готовится" in main_of(client.get(address))
    assert client.get(f"{address}file/").url == address


def test_a_name_that_changed_meanwhile_is_shown_again(enrolment: Enrolment, anna: User) -> None:
    client = signed_in(anna)
    client.post(f"/school/{enrolment.public_id}/certificate/", {"shown": "Соловьёва Анна"})
    assert Certificate.objects.count() == 0


def test_a_correction_is_asked_for_on_the_screen(certificate: Certificate, anna: User) -> None:
    client, address = signed_in(anna), f"/school/{certificate.enrolment.public_id}/certificate/"
    same = client.post(f"{address}correct/", {"surname": "Соловьёва", "name": "Анна", "patronymic": "Викторовна"})
    asked = client.post(f"{address}correct/", {"surname": "Соловьева", "name": "Анна", "patronymic": "Викторовна"})
    assert (same.status_code, asked.status_code, NameRequest.objects.count()) == (422, 302, 1)
    assert "Вы просили написать: Соловьева Анна Викторовна" in main_of(client.get(address))


@pytest.mark.parametrize("rest", ["certificate/", "certificate/correct/", "certificate/file/", "papers/"])
def test_strangers_and_staff_meet_404_at_the_learners_screens(
    certificate: Certificate, boris: User, zhanna: User, rest: str
) -> None:
    address = f"/school/{certificate.enrolment.public_id}/{rest}"
    assert [signed_in(user).get(address).status_code for user in (boris, zhanna)] == [404, 404]


# The desk


def test_the_desk_finds_by_number_and_by_surname(certificate: Certificate, run: CourseRun, boris: User, zhanna: User) -> None:
    confirm_name(graduate(run, boris), profile_names(boris))
    client = signed_in(zhanna)
    for asked in (f"?q={certificate.number}", "?q=солов", "?q=Соловьева&state=valid"):
        text = main_of(client.get(f"/school/desk/certificates/{asked}"))
        assert (asked, "Соловьёва" in text, "Кочкин" in text) == (asked, True, False)


def test_the_desk_gives_to_the_ticked_and_to_all(run: CourseRun, anna: User, boris: User, vera: User, zhanna: User) -> None:
    ticked, *_others = [graduate(run, user) for user in (anna, boris, vera)]
    client, address = signed_in(zhanna), "/school/desk/certificates/waiting/"
    assert main_of(client.get(address)).count("имя ещё не проверено") == 3
    client.post(address, {"enrolment": [ticked.public_id]})
    assert [one.enrolment for one in Certificate.objects.all()] == [ticked]
    client.post(address, {"all": "1", "run": run.code})
    assert sorted(Certificate.objects.values_list("number", flat=True))[-1][-5:] == "00003"
    assert "никто не ждёт" in main_of(client.get(address))


def test_the_desk_corrects_revokes_and_asks_for_a_reason(certificate: Certificate, zhanna: User) -> None:
    client, address = signed_in(zhanna), f"/school/desk/certificates/{certificate.public_id}/"
    wrong = client.post(f"{address}revoke/", {"reason": ""})
    name = {"surname": "Соловьёва", "name": "Анна", "patronymic": "Владимировна", "reason": "опечатка"}
    corrected = client.post(f"{address}reissue/", name)
    revoked = client.post(f"{address}revoke/", {"reason": "Чужая работа"})
    assert (wrong.status_code, corrected.status_code, revoked.status_code) == (422, 302, 302)
    certificate.refresh_from_db()
    assert (certificate.newest.n, certificate.why) == (2, "Чужая работа")
    text = main_of(client.get(address))
    assert ("Чужая работа" in text, "Отозвать сертификат" in text) == (True, False)


def test_the_list_goes_out_as_a_table_and_is_logged(certificate: Certificate, zhanna: User) -> None:
    answer = signed_in(zhanna).get("/school/desk/certificates/?format=xlsx&state=valid")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert (rows[1][:4], len(rows)) == ((certificate.number, ANNA.full, "Фонд: с чего начать", 18), 2)
    assert Entry.objects.get(verb="exported").actor == zhanna
    assert signed_in(zhanna).get("/school/desk/certificates/?format=csv").content.startswith(b"\xef\xbb\xbf")


def test_the_desk_costs_the_same_for_one_and_for_thirty(run: CourseRun, anna: User, zhanna: User) -> None:
    client = signed_in(zhanna)
    confirm_name(graduate(run, anna), ANNA)
    pages = ("/school/desk/certificates/", "/school/desk/certificates/waiting/")
    counts = [_queries(client, address) for address in pages]
    for number in range(15):
        row = graduate(run, make_person(f"p{number}@example.org", f"Первая{number}", "Ада", "KIR"))
        confirm_name(row, profile_names(row.user))
        graduate(run, make_person(f"v{number}@example.org", f"Вторая{number}", "Ева", "KIR"))
    counts_of_many = [_queries(client, address) for address in pages]
    assert (counts_of_many[0] == counts[0], counts_of_many[1] <= 12, counts_of_many[0] <= 12) == (True, True, True)


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# For the employer


def test_a_letter_before_and_a_reference_after(run: CourseRun, anna: User) -> None:
    enrolment = enrol(run, anna)
    client, address = signed_in(anna), f"/school/{enrolment.public_id}/papers/"
    client.post(address, {"to": "В администрацию села"})
    letter = StudyPaper.objects.get()
    text = text_of(letter.newest)
    asked = ["Письмо работодателю", "Просим отпустить на учёбу", ANNA.full, "В администрацию села", f"№ {letter.number}", "/c,"]
    assert [one for one in asked if one not in text] == []
    graduate(run, anna)
    client.post(address, {"to": ""})
    reference = StudyPaper.objects.get(kind="reference")
    text = text_of(reference.newest)
    asked = ["Справка об обучении", "курс пройден полностью", ANNA.full, "18 академических часов", f"№ {reference.number}"]
    assert [one for one in asked if one not in text] == []
    assert by_number(reference.number, "Соловьёва").title == "Справка об обучении"
    assert (letter.number[-5:], reference.number[-5:]) == ("00001", "00002")


def test_the_same_press_twice_is_one_paper_and_other_words_are_a_new_edition(run: CourseRun, anna: User) -> None:
    enrolment = enrol(run, anna)
    first, same = [make_paper(enrolment, "letter", to="В школу", by=anna) for _time in range(2)]
    assert (first, same.newest.n) == (same, 1)
    assert make_paper(enrolment, "letter", to="В больницу", by=anna).newest.n == 2
    assert StudyPaper.objects.count() == 1


def test_a_reference_before_the_end_is_refused(run: CourseRun, anna: User) -> None:
    with pytest.raises(CertificateRefused):
        make_paper(enrol(run, anna), "reference", to="", by=anna)


def test_the_longest_addressee_keeps_to_one_page(run: CourseRun, anna: User) -> None:
    page = run.course.page
    page.title = ("Очень длинное название курса для фондов местных сообществ " * 5)[:255]
    page.signatories.add(*[Signatory(name=f"Ирина Гусева {n}", position="руководитель сети " * 10) for n in range(3)])
    page.save()
    enrolment = enrol(CourseRun.objects.get(pk=run.pk), anna)
    text = text_of(make_paper(enrolment, "letter", to="Учреждение " * 18, by=anna).newest)
    assert ("Ирина Гусева 0" in text, "Ирина Гусева 1" in text) == (True, False)


def test_a_paper_speaks_to_nobody_as_a_man_or_a_woman(run: CourseRun, anna: User, certificate: Certificate) -> None:
    said = " ".join(str(value) for value in certificate.newest.data.values())
    reference = make_paper(certificate.enrolment, "reference", to="", by=anna)
    said += " ".join(str(value) for value in reference.newest.data.values())
    assert re.findall(r"\b(?:прошёл|прошла|прошел|обучался|обучалась|завершил|завершила|дана\s+ему|дана\s+ей)\b", said) == []


# Personal data


def test_after_erasure_the_number_answers_without_a_name(
    client: Client, certificate: Certificate, anna: User, zhanna: User
) -> None:
    make_paper(certificate.enrolment, "reference", to="В школу", by=anna)
    ask_correction(certificate, LONG, note="паспорт", by=anna)
    making.sweep()
    editions = [certificate.newest, StudyPaper.objects.get().newest]
    paths = [one.file.name for one in editions]
    source = next(one for one in sources() if one.name == "school_papers")
    assert (len(source.export(anna).files), source.export(anna).files[0].content()[:5]) == (2, b"%PDF-")
    assert len(source.describe(anna)[0].lines) == 2
    erase_person(anna, by=None, reason="Просьба человека")
    text = main_of(client.get(f"/c/{certificate.newest.code}/"))
    assert "данные удалены по просьбе владельца" in text
    assert "Фонд: с чего начать" in text
    assert [storages["private"].exists(path) for path in paths] == [False, False]
    kept = str([one.data for one in CertificateEdition.objects.all()]) + str(
        [one.newest.data for one in StudyPaper.objects.all()]
    )
    assert [word for word in ("Соловьёва", "Анна", "Викторовна", "В школу", "паспорт") if word in kept] == []
    assert (NameRequest.objects.count(), by_number(certificate.number, "Соловьёва")) == (0, None)
    making.sweep()
    assert CertificateEdition.objects.get().file.name == ""
    with pytest.raises(CertificateRefused):
        reissue(Certificate.objects.get(), LONG, by=zhanna, reason="поздно")
