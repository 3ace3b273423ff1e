import polib

from core import catalogues
from core.catalogues import Message

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_strings_of_python():
    source = """
from django.utils.translation import gettext_lazy as __
from elsewhere import gettext_lazy as other
a = _("Сад")
b = gettext_lazy("Два "
                 "слова")
c = pgettext("месяц", "май")
d = ngettext("%(n)s сад", "%(n)s сада", n)
e = _(variable), other("Нет"), f(__("Внутри"))
"""
    assert sorted(catalogues.of_python(source)) == [
        Message("", "%(n)s сад", "%(n)s сада"),
        Message("", "Внутри"),
        Message("", "Два слова"),
        Message("", "Сад"),
        Message("месяц", "май"),
    ]


def test_strings_of_templates():
    source = """{% load i18n %}<p title="{% translate "Сад" %}">{{ n|forms:_("сад,сада,садов") }}
{% blocktranslate trimmed with name=a.name %}
  Здравствуйте,
  {{ name }}!
{% endblocktranslate %}{% translate 'май' context 'месяц' %}{% translate "С «ёлочкой»" as x %}</p>"""
    assert list(catalogues.of_template(source)) == [
        Message("", "Сад"),
        Message("", "сад,сада,садов"),
        Message("", "Здравствуйте, %(name)s!"),
        Message("месяц", "май"),
        Message("", "С «ёлочкой»"),
    ]


def test_merging_keeps_what_is_translated_and_drops_what_is_gone(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(HEAD + 'msgid "Сад"\nmsgstr "Garden"\n\nmsgid "Мост"\nmsgstr "Bridge"\n')
    found = {Message("", "Сад"): ["a.html"], Message("", "Сады %(n)s"): ["a.html", "b.py"]}
    assert catalogues.merge(found, path) == (2, ["Сады %(n)s"])
    merged = polib.pofile(str(path))
    assert [(one.msgid, one.msgstr, one.flags) for one in merged] == [
        ("Сад", "Garden", []),
        ("Сады %(n)s", "", ["python-format"]),
    ]
    before = path.read_bytes()
    catalogues.merge(found, path)
    assert path.read_bytes() == before


def test_compiling_writes_only_what_differs(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(HEAD + 'msgid "Сад"\nmsgstr "Garden"\n')
    assert catalogues.compile_all([path]) == [path.with_suffix(".mo")]
    assert catalogues.compile_all([path]) == []
    assert [one.msgstr for one in polib.mofile(str(path.with_suffix(".mo")))] == ["Garden"]


def test_the_house_is_read_whole():
    found = catalogues.collect()
    assert found[Message("", "только что")] == ["core/moments.py"]
