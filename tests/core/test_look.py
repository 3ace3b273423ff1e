"""Fields as people and reading programs meet them; the page of components."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client

from core.forms import Form
from core.styleguide import SampleForm


def drawn(form: forms.Form, name: str) -> str:
    return Template("{% field form." + name + " %}").render(Context({"form": form}))


def sent() -> SampleForm:
    return SampleForm({"contact": "+7 900", "full_name": "Рябинина Ольга"})


def test_error_and_hint_are_told_with_the_field() -> None:
    html = drawn(sent(), "contact")
    assert (
        re.search(r"<input[^>]*>", html)[0].count('aria-invalid="true" aria-describedby="id_contact_helptext id_contact_error"')
        == 1
    )
    assert (html.count('id="id_contact_helptext"'), html.count('id="id_contact_error"'), html.count('value="+7 900"')) == (
        1,
        1,
        1,
    )


def test_group_tells_its_error_by_the_fieldset() -> None:
    html = drawn(sent(), "way")
    assert re.search(r"<fieldset[^>]*>", html)[0] == '<fieldset class="fld fld--bad" aria-describedby="id_way_error">'


def test_summary_leads_to_the_first_thing_to_press() -> None:
    html = Template("{% include 'components/form_errors.html' %}").render(Context({"form": sent()}))
    assert re.findall(r'href="#([^"]+)"', html) == ["id_contact", "id_region", "id_way_0", "id_why", "id_agree"]


def test_every_target_of_the_summary_exists() -> None:
    form = sent()
    html = Template("{% include 'components/form_errors.html' %}{% fields form %}").render(Context({"form": form}))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'\sid="([^"]+)"', html))


def test_no_bubbles_of_the_browser_and_plain_words() -> None:
    form = sent()
    html = "".join(drawn(form, name) for name in form.fields)
    assert (html.count(" required"), form.errors["region"], form.errors["agree"]) == (
        0,
        ["Выберите один из ответов."],
        ["Заполните это поле."],
    )


def test_optional_field_says_so() -> None:
    assert (drawn(SampleForm(), "needs").count("по желанию"), drawn(SampleForm(), "contact").count("по желанию")) == (1, 0)


def test_a_field_the_form_lacks_is_nothing() -> None:
    assert drawn(SampleForm(), "absent") == ""


def test_names_of_fields_help_phones() -> None:
    class Who(Form):
        surname = forms.CharField()
        phone = forms.CharField()

    form = Who()
    assert (form["surname"].field.widget.attrs["autocomplete"], form["phone"].field.widget.attrs["inputmode"]) == (
        "family-name",
        "tel",
    )


@pytest.mark.parametrize(
    ("size", "says"),
    [(500, "1\u00a0КБ"), (317_440, "310\u00a0КБ"), (25_165_824, "24\u00a0МБ"), (1_572_864, "1,5\u00a0МБ"), (None, "")],
)
def test_weight_is_told_in_words(size: int | None, says: str) -> None:
    assert Template("{{ size|weight }}").render(Context({"size": size})) == says


@pytest.mark.django_db
def test_components_are_shown_while_developing_only(client: Client, settings: object) -> None:
    assert client.get("/dev/components/").status_code == 200
    settings.DEV_PAGES = False
    assert client.get("/dev/components/").status_code == 404
