"""The whole site with three forms more: one that keeps itself, one with every kind of field, one that two buttons share."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

from cms.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from core import drafts
from core.forms import Form
from people.decorators import signed_in

ABOUT = ("tests.note", "1")
PAGE = """{% extends "base.html" %}{% load drafts %}{% block title %}Проба{% endblock %}{% block main %}
<div class="wrap page-end">
<div class="page-h"><h1>Проба</h1></div>
<form method="post" class="stack">{% csrf_token %}{% fields form %}{% if draft %}{% draft_state draft form %}{% endif %}
<p class="btns"><button class="btn" name="send" value="1">Отправить</button>{% if draft %}{% draft_button %}{% endif %}</p></form>
<p><a href="/notes/other/">Другая страница</a></p></div>{% endblock %}"""


class NoteForm(Form):
    """Text, a choice, several ticks, one tick, a file, a password: what a form may hold."""

    text = forms.CharField(label="Текст", widget=forms.Textarea)
    title = forms.CharField(label="Заголовок", required=False)
    kind = forms.ChoiceField(label="Вид", choices=[("", "Выберите"), ("a", "Первый"), ("b", "Второй")], required=False)
    way = forms.ChoiceField(label="Путь", choices=[("bus", "Автобус"), ("own", "Сам")], widget=forms.RadioSelect, required=False)
    done = forms.MultipleChoiceField(
        label="Сделано", choices=[("1", "Раз"), ("2", "Два"), ("3", "Три")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="Согласен", required=False)
    letter = forms.FileField(label="Письмо", required=False)
    password = forms.CharField(label="Пароль", widget=forms.PasswordInput, required=False)


def show(request: HttpRequest, form: Form, draft: drafts.Loaded | None = None) -> HttpResponse:
    page = engines["django"].from_string(PAGE)
    response = HttpResponse(page.render({"form": form, "draft": draft}, request), status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-cache"
    return response


def taken(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Принято")
    return HttpResponseRedirect("/notes/other/")


@signed_in
def plain(request: HttpRequest) -> HttpResponse:
    """A form whose view knows nothing of drafts."""
    form = NoteForm(request.POST or None)
    return taken(request) if request.method == "POST" and form.is_valid() else show(request, form)


def public(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    form = NoteForm(request.POST or None)
    return taken(request) if request.method == "POST" and form.is_valid() else show(request, form)


@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """A form that keeps itself."""
    draft = drafts.load(request.user, ABOUT)
    form = NoteForm(request.POST or None, initial=draft.initial())
    if request.method == "POST" and form.is_valid():
        drafts.drop(request.user, ABOUT)
        return taken(request)
    return show(request, form, draft)


@signed_in
def other(request: HttpRequest) -> HttpResponse:
    page = engines["django"].from_string('{% extends "base.html" %}{% block main %}<h1>Другая</h1>{% endblock %}')
    return HttpResponse(page.render({}, request))


urlpatterns = [
    path("notes/plain/", plain),
    path("notes/public/", public),
    path("notes/own/", own, name="note_own"),
    path("notes/other/", other),
    *urlpatterns,
]
