"""Questions of other systems: what is read, what is named as lost, what leaves as GIFT."""

import base64
import codecs

import pytest

from school.exchange import BadSource, fingerprint, read_questions
from school.exchange.aiken import read_aiken
from school.exchange.gift import category_names, read_gift
from school.exchange.moodle_xml import read_moodle_xml
from school.exchange.weights import share_of
from school.exchange.words import plain
from school.questions import KINDS
from school.questions.choices import option_weight

GIFT = """// Вопросы к модулю «Ресурсы»
$CATEGORY: $course$/top/Ресурсы/Подсчёт

// [tag:обход] [tag:село]
::Начало::С чего начать подсчёт?{
  =С обхода дворов #Верно: сначала люди.
  ~Со счёта в банке #Рано.
  ~%50%С собрания

  ####Считают вместе с жителями.
}

Фонд могут создать жители. {T}

::Устав::Главный документ фонда называется {=устав =%50%положение#Почти.} и хранится в сейфе.

Сколько рублей собрали? {#58900:100}

Сколько дворов обошли? {#
  =40..45
  =%50%30..50 #Близко.
}

Что к чему?{
 =Устав -> правила
 =Смета -> деньги
 = -> лишнее
}

Кто помогал? {~%50%Сельсовет ~%50%Школа ~%-100%Никто}

Расскажите о своём селе. {}

Порядок работы {>ALL VERTICAL
обход
разговор
отчёт
}
"""
AIKEN = """Кто создаёт фонд
в селе?
А. Жители
Б) Только глава
В)Никто
ОТВЕТ: А

Which is right?
A) one
B) two
ANSWER: B
"""
PNG = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
).decode()
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Ресурсы</text></category></question>
<question type="multichoice"><name><text>Начало</text></name>
 <questiontext format="html"><text><![CDATA[С чего <b>начать</b>?<p><img src="@@PLUGINFILE@@/dvor.png" alt="Двор"></p>]]></text>
  <file name="dvor.png" path="/" encoding="base64">{PNG}</file><file name="plan.pdf" encoding="base64">AAAA</file></questiontext>
 <generalfeedback format="html"><text>&lt;p&gt;Сначала люди.&lt;/p&gt;</text></generalfeedback>
 <single>true</single>
 <answer fraction="100"><text>С обхода</text><feedback><text>Верно</text></feedback></answer>
 <answer fraction="0"><text>Со счёта</text></answer>
 <tags><tag><text>обход</text></tag></tags>
</question>
<question type="multichoice"><name><text>Кто</text></name><questiontext><text>Кто помогал?</text></questiontext>
 <single>false</single>
 <answer fraction="33.33333"><text>Школа</text></answer><answer fraction="33.33333"><text>Клуб</text></answer>
 <answer fraction="33.3333333"><text>Совет</text></answer><answer fraction="-100"><text>Никто</text></answer></question>
<question type="truefalse"><name><text>Ф</text></name><questiontext><text>Фонд создают жители.</text></questiontext>
 <answer fraction="100"><text>true</text></answer>
 <answer fraction="0"><text>false</text><feedback><text>Они.</text></feedback></answer></question>
<question type="shortanswer"><name><text>У</text></name><questiontext><text>Документ?</text></questiontext><usecase>1</usecase>
 <answer fraction="100"><text>устав*</text></answer></question>
<question type="numerical"><name><text>Ч</text></name><questiontext><text>Пи?</text></questiontext>
 <answer fraction="100"><text>3.14159265358</text><tolerance>0.01</tolerance></answer>
 <answer fraction="0"><text>*</text></answer>
 <units><unit><multiplier>1</multiplier><unit_name>м</unit_name></unit></units></question>
<question type="matching"><name><text>П</text></name><questiontext><text>Пары</text></questiontext>
 <subquestion><text>Устав</text><answer><text>правила</text></answer></subquestion>
 <subquestion><text>Смета</text><answer><text>деньги</text></answer></subquestion>
 <subquestion><text></text><answer><text>лишнее</text></answer></subquestion></question>
<question type="essay"><name><text>Э</text></name><questiontext><text>Расскажите.</text></questiontext>
 <responsefieldlines>15</responsefieldlines><graderinfo><text>Есть ли имена?</text></graderinfo></question>
<question type="ordering"><name><text>О</text></name><questiontext><text>Порядок</text></questiontext>
 <answer fraction="1"><text>обход</text></answer><answer fraction="2"><text>отчёт</text></answer></question>
<question type="cloze"><name><text>Пропуски</text></name><questiontext><text>{{1:SA:=да}}</text></questiontext></question>
</quiz>"""


def shown(question):
    return question.kind, question.text, question.category, question.data


def by_title(sheet):
    return {question.title: question for question in sheet.questions}


def test_gift_of_every_kind_is_read():
    sheet = read_gift(GIFT)
    assert sheet.notes == []
    assert [question.kind for question in sheet.questions] == [
        "single", "true_false", "short", "numeric", "numeric", "matching", "multiple", "free_text", "ordering",
    ]  # fmt: skip
    assert {question.category for question in sheet.questions} == {"Ресурсы/Подсчёт"}
    first, _truth, charter, money, yards, pairs, helpers = sheet.questions[:7]
    assert (first.title, first.line, first.tags) == ("Начало", 5, ("обход", "село"))
    assert first.explanation == "Считают вместе с жителями."
    options = [(one["text"], str(option_weight(one)), one["right"], one["remark"]) for one in first.data["options"]]
    assert options == [
        ("С обхода дворов", "1", True, "Верно: сначала люди."),
        ("Со счёта в банке", "0", False, "Рано."),
        ("С собрания", "0.5", False, ""),
    ]
    assert charter.text == "Главный документ фонда называется _____ и хранится в сейфе."
    assert charter.data["accepted"][1] == {"text": "положение", "weight": "0.5", "remark": "Почти."}
    assert (money.data["accepted"][0]["low"], money.data["accepted"][0]["high"]) == ("58800", "59000")
    assert yards.data["accepted"][1] == {"low": "30", "high": "50", "weight": "0.5", "remark": "Близко."}
    assert [row["text"] for row in pairs.data["rights"]] == ["правила", "деньги", "лишнее"]
    assert (helpers.data["partial"], [one["right"] for one in helpers.data["options"]]) == (True, [True, True, False])
    assert [row["text"] for row in sheet.questions[8].data["items"]] == ["обход", "разговор", "отчёт"]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Что верно?{~a =b}", "single", "Что верно?"),
        ("Верно ли?{FALSE#Нет, это так.#Точно.}", "true_false", "Верно ли?"),
        ("Дважды два {=четыре =4}.", "short", "Дважды два ."),
        ("Равно 5 {~ \\= 2 + 2 = \\= 2 + 3}", "single", "Равно 5"),
        ("[html]<p>Кто <b>это</b>?<br>Скажите</p>{=a ~b}", "single", "Кто это?\nСкажите"),
        ("[markdown]Кто **это**?{=a ~b}", "single", "Кто **это**?"),
        ("Если a<b и c>d, то {=да ~нет}", "single", "Если a<b и c>d, то"),
        ("Путь C\\:\\\\temp {=да ~нет}", "single", "Путь C:\\temp"),
        ("Две\\nстроки {=да ~нет}", "single", "Две\nстроки"),
        ("::Имя::\n[plain]Площадь м<sup>2</sup>{=да ~нет}", "single", "Площадь м<sup>2</sup>"),
        ("Площадь м<sup>2</sup>{=да ~нет}", "single", "Площадь м²"),
    ],
)
def test_spellings_of_gift(text, kind, said):
    sheet = read_gift(text)
    assert [(question.kind, question.text) for question in sheet.questions] == [(kind, said)]


def test_remarks_of_true_or_false_stand_wrong_one_first():
    data = read_gift("Солнце всходит на востоке.{T#Нет, там.#Да.}").questions[0].data
    assert data == {"right": True, "remarks": {"true": "Да.", "false": "Нет, там."}}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Просто текст без ответов\n\nДа?{T}", 1, "нет ответов в фигурных скобках"),
        ("Да?{T}\n\n\nНезакрытый {=a ~b\n\nНет?{F}", 4, "не закрыта фигурная скобка"),
        ("Да?{T}\n\nНет?{F}\n\nНезакрытый {=a ~b", 5, "не закрыта фигурная скобка"),
        ("Лишняя } скобка\n\nДа?{T}", 1, "лишняя закрывающая скобка"),
        ("Да?{T}\n\n::Число::Сколько?{#много}", 3, "не разобрать число «много»"),
        ("Да?{T}\n\nВес {=%сто%a ~b}", 3, "вес «сто» — не число"),
        ("Да?{T}\n\nДва {=a =b ~a}", 3, "Два варианта написаны одинаково"),
        ("Да?{T}\n\n// примечание\nЧто?{просто так}", 4, "должны начинаться с «=» или «~»"),
    ],
)
def test_what_gift_cannot_give_is_named_by_line_and_the_rest_is_read(text, line, said):
    sheet = read_gift(text)
    assert sheet.questions
    note = next(note for note in sheet.notes if note.lost)
    assert (note.line, said in note.say) == (line, True)


def test_one_open_brace_does_not_swallow_the_file():
    text = "Незакрытый {=a\n\n" + "\n\n".join(f"Вопрос {number}?{{T}}" for number in range(500))
    sheet = read_gift(text)
    assert (len(sheet.questions), len(sheet.notes)) == (500, 1)


def test_names_of_categories():
    assert category_names("$course$/top/Право/Договоры") == ["Право", "Договоры"]
    assert category_names("$system$/Право / Иски//жалобы ") == ["Право", "Иски/жалобы"]
    assert category_names("top") == []


@pytest.mark.parametrize(
    ("percent", "share"),
    [("33", "0.3333333333"), ("33,33", "0.3333333333"), ("33.33333", "0.3333333333"), ("33.3333333", "0.3333333333"),
     ("66", "0.6666666667"), ("67", "0.6666666667"), ("34", "0.34"), ("50", "0.5"), ("-100", "-1"), ("12.5", "0.125"),
     ("0", "0"), ("101", None), ("nan", None), ("1e1", None)],
)  # fmt: skip
def test_weights_in_per_cent(percent, share):
    assert share_of(percent) == share


def test_aiken_in_russian_and_latin():
    sheet = read_aiken(AIKEN)
    assert sheet.notes == []
    first, second = sheet.questions
    assert (first.text, first.line) == ("Кто создаёт фонд\nв селе?", 1)
    assert [(one["text"], one["right"]) for one in first.data["options"]] == [
        ("Жители", True), ("Только глава", False), ("Никто", False),
    ]  # fmt: skip
    assert KINDS["single"].right_answer(second.data) == "two"


@pytest.mark.parametrize(
    ("options", "answer", "right"),
    [
        ("A. один\nB. два\nC. три", "В", "два"),
        ("А. один\nБ. два\nВ. три", "B", "три"),
        ("А. один\nБ. два\nВ. три", "C", "три"),
        ("A) один\nB) два\nC) три", "б", "два"),
        ("а) один\nб) два", "Б.", "два"),
    ],
)
def test_letters_of_both_alphabets_are_understood_by_look_and_by_place(options, answer, right):
    question = read_aiken(f"Сколько?\n{options}\nОТВЕТ: {answer}").questions[0]
    assert KINDS["single"].right_answer(question.data) == right


def test_a_poet_is_no_option():
    question = read_aiken("А. С. Пушкин родился\nА. В Москве\nи рос там\nБ. В селе\nANSWER: A").questions[0]
    assert question.text == "А. С. Пушкин родился"
    assert question.data["options"][0]["text"] == "В Москве\nи рос там"


def test_faults_of_aiken_are_named_by_line():
    text = (
        "Мало вариантов\nA) один\nANSWER: A\n\nANSWER: A\n\nХорош\nA) да\nB) нет\nANSWER: A\n\n"
        "Не кончен\nA) да\nB) нет\n\nВторой хороший\nA)да\nB)нет\nANSWER: B\n\nНе туда\nA) да\nB) нет\n"
        "ANSWER: A, B\n\nБез конца\nA) да"
    )
    sheet = read_aiken(text)
    assert [question.text for question in sheet.questions] == ["Хорош", "Второй хороший"]
    assert [(note.line, note.lost) for note in sheet.notes] == [(1, True), (5, True), (12, True), (24, True), (26, True)]


def test_moodle_xml_of_every_kind_is_read():
    sheet = read_moodle_xml(XML.encode())
    found = by_title(sheet)
    assert [question.kind for question in sheet.questions] == [
        "single", "multiple", "true_false", "short", "numeric", "matching", "free_text", "ordering",
    ]  # fmt: skip
    first = found["Начало"]
    assert (first.text, first.explanation, first.category, first.tags, first.line) == (
        "С чего начать?", "Сначала люди.", "Ресурсы", ("обход",), 4,
    )  # fmt: skip
    assert (first.drawing.name, first.drawing.alt, first.drawing.body[:4]) == ("dvor.png", "Двор", b"\x89PNG")
    assert KINDS["multiple"].mark(found["Кто"].data, [one["id"] for one in found["Кто"].data["options"][:3]]) == 1
    assert found["Ф"].data == {"right": True, "remarks": {"false": "Они."}}
    assert found["Ч"].data["accepted"][0]["low"] == "3.131592"
    assert found["Э"].data == {"lines": 15, "guide": "Есть ли имена?"}
    assert [(note.line, note.say, note.lost) for note in sheet.notes] == [
        (6, "«Начало»: файл «plan.pdf» не перенесён.", False),
        (20, "«У»: большие и малые буквы у нас не различаются.", False),
        (22, "«Ч»: единицы измерения не перенесены: назовите их в вопросе.", False),
        (24, "«Ч»: ответ «*» (любое число) не перенесён.", False),
        (34, "«Пропуски»: вид «cloze» не переносится, вопрос пропущен.", True),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><quiz><question type="x">&b;</question></quiz>',
        b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
        b"<quiz><question>",
        b"<html><body>Hi</body></html>",
        b"<",
        b"<quiz>" + b"<a>" * 100_000,
        b'<quiz><question type="essay">' + b"<a/>" * 100_000 + b"</question></quiz>",
        b'<?xml version="1.0" encoding="nonsense"?><quiz/>',
        b'<?xml version="1.0" encoding="utf-16"?><quiz/>',
        b"<quiz>\x00</quiz>",
        b"\xff\xfe<\x00",
        b"",
        b"   \n\n ",
        b"PK\x03\x04" + b"\x00" * 100,
        b"\x00\x01\x02 {T}",
        b"\xff\xfeA",
        b"\x98\x98\x98{T}",
        "просто текст\nв две строки".encode(),
        ("{" + "я" * 100_001 + "}").encode(),
        b"x" * (5 * 1024 * 1024 + 1),
        ("Да?{T}\n\n" * 2001).encode(),
    ],
    ids=range(22),
)
def test_hostile_files_get_one_sentence(body):
    with pytest.raises(BadSource) as refusal:
        read_questions(body)
    assert 10 < len(str(refusal.value)) < 200
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("body", "form", "notes"),
    [
        (GIFT.encode(), "gift", 0),
        (codecs.BOM_UTF8 + GIFT.encode(), "gift", 0),
        (GIFT.replace("\n", "\r\n").encode("utf-16"), "gift", 0),
        (GIFT.encode("utf-16-be"), "gift", 0),
        (GIFT.encode("cp1251"), "gift", 1),
        (AIKEN.encode("cp1251"), "aiken", 1),
        (AIKEN.replace("\n", "\r").encode(), "aiken", 0),
        (XML.encode(), "moodle_xml", 5),
        (codecs.BOM_UTF8 + XML.encode(), "moodle_xml", 5),
        (XML.replace('encoding="UTF-8"', 'encoding="windows-1251"').encode("cp1251"), "moodle_xml", 5),
        (XML.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"), "moodle_xml", 5),
    ],
    ids=range(11),
)
def test_formats_and_encodings_are_told_by_content(body, form, notes):
    found, sheet = read_questions(body)
    assert (found, len(sheet.notes)) == (form, notes)
    assert "С чего начать" in sheet.questions[0].text or "Кто создаёт фонд" in sheet.questions[0].text


def test_html_becomes_words_and_nothing_runs():
    words = plain(
        "<p>Раз<script>alert(1)</script></p><ul><li onclick='x'>два</li><li>три</li></ul>"
        "<table><tr><td>а</td><td>б</td></tr></table>"
        "<a href='javascript:alert(1)'>ссылка</a> H<sub>2</sub>O &lt;b&gt;",
        "html",
    )
    assert words.text == "Раз\n— два\n— три\nа · б\nссылка H₂O <b>"
    assert words.lost == ["таблица стала строками", "вложенное содержимое убрано"]


@pytest.mark.parametrize("html", ["<b><p>" * 9_000, "<div>" * 11_000, "<table><tr><td>" * 3_000, "<" * 59_000, "&" * 59_000])
def test_endless_markup_takes_no_endless_time(html):
    assert isinstance(plain(html, "html").text, str)


def test_the_same_question_has_one_fingerprint_whatever_its_ids():
    first, second = (read_gift(GIFT).questions for _ in range(2))
    keys = [[fingerprint(one.kind, one.text, one.data) for one in questions] for questions in (first, second)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(keys[0])
