"""Word in and out: lessons by headings with a report, drafts once, hostile files told in one sentence, the course as .docx."""

import io

import docx
import pytest

from school.exchange.word_lessons import lessons_of
from school.models import LessonPage, ModulePage
from tests.factories.files import archive, picture, upload
from tests.factories.school import course


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Обход дворов", 1)
    document.add_paragraph("Мы начинаем не с денег.")
    document.add_heading("Кого спросить", 2)
    document.add_paragraph("Соседей", style="List Bullet")
    document.add_picture(io.BytesIO(picture("PNG")))
    document.add_heading("Паспорт улицы", 1)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Двор", "Умения & руки"
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def module(page) -> ModulePage:
    return ModulePage.objects.child_of(page).order_by("path").first()


def test_headings_become_lessons_and_what_is_lost_is_told():
    read = lessons_of(io.BytesIO(word()), "курс.docx")
    assert [one.title for one in read.lessons] == ["Обход дворов", "Паспорт улицы"]
    first, second = read.lessons
    assert [kind for kind, _text in first.blocks] == ["paragraph", "heading", "paragraph"]
    assert "<li>Соседей</li>" in first.blocks[2][1]
    assert second.blocks == [("paragraph", "<p>Двор — Умения &amp; руки</p>")]
    assert any("Картинок не перенесено: 1" in one for one in read.lost)
    assert any("Таблицы пришли строками: 1" in one for one in read.lost)


def test_preview_changes_nothing_and_confirming_makes_drafts_once(client, db, irina):
    page = course()
    place = module(page)
    before = LessonPage.objects.count()
    client.force_login(irina)
    answer = client.post(f"/school/desk/modules/{place.translation_key}/word/", {"file": upload("курс.docx", word())})
    preview = text(client.get(answer.url))
    assert "Паспорт улицы" in preview
    assert "Картинок не перенесено" in preview
    assert LessonPage.objects.count() == before
    client.post(answer.url)
    client.post(answer.url)
    made = LessonPage.objects.child_of(place).filter(live=False)
    assert [one.title for one in made.order_by("path")] == ["Обход дворов", "Паспорт улицы"]
    assert "Мы начинаем не с денег." in str(made.get(title="Обход дворов").body).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "body", [b"", b"MZ", archive({"a.txt": b"x"}), archive({"word/document.xml": b"<w:docu", "[Content_Types].xml": b"<T/>"})]
)
def test_a_hostile_file_is_told_in_one_sentence(client, db, irina, body):
    place = module(course())
    client.force_login(irina)
    answer = client.post(f"/school/desk/modules/{place.translation_key}/word/", {"file": upload("курс.docx", body)})
    assert answer.status_code == 422


def test_the_course_goes_out_as_word(client, db, irina, anna):
    page = course()
    client.force_login(irina)
    answer = client.get(f"/school/desk/courses/{page.translation_key}/word/")
    words = [one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert {"Фонд: с чего начать", "Зачем селу фонд", "Три истории", "С обхода дворов"} <= set(words)
    client.force_login(anna)
    assert client.get(f"/school/desk/courses/{page.translation_key}/word/").status_code == 404
