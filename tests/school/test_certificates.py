"""Certificates: given for a completed course only, frozen, corrected under the same number, revoked, erased."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.test import Client
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
from tests.factories.certificates import ANNA, LONG, graduate, main_of, signed_in, text_of
from tests.factories.school import course, run_of


@pytest.fixture
def run(db: None) -> CourseRun:
    return run_of(course())


@pytest.fixture
def enrolment(run: CourseRun, anna: User) -> Enrolment:
    return graduate(run, anna)


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    return confirm_name(enrolment, ANNA)


def letters() -> list[str]:
    return list(Letter.objects.filter(kind__startswith="school.certificate").order_by("pk").values_list("kind", flat=True))


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
    CourseRun.objects.filter(pk=run.pk).update(certificate="hand", self_paced=False, starts="2026-03-01T07:00Z")
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
