"""The list, the month, the page, the form: what a visitor reads and what is refused (spec: events §1, §5, §8)."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Locale
from wagtail.rich_text import RichText

from core.bots import fields
from core.models import Letter
from events.models import Event, Quota, Registration, Session, Speaker
from tests.factories.events import make_event, make_index, make_page, make_place, region, take_place

pytestmark = pytest.mark.django_db
WRITTEN = {"contact": "olga@example.org", "surname": "Рябинина", "name": "Ольга", "no_patronymic": "on", "agree": "on"}
FORM = "/events/modul/register/"


def send(client: Client, key: str = "key", **more: object) -> object:
    return client.post(FORM, WRITTEN | fields() | {"submit_key": key, "region": region("PER").pk} | more)


def titles(client: Client, query: str = "") -> list[str]:
    items = client.get(f"{make_index().url}{query}").context["items"]
    return [row.event.title for row in items]


def test_the_list_is_cut_by_region_kind_format_dates_words_and_free_places(client: Client) -> None:
    lab = make_event(title="Лаборатория", place=make_place(), days=10)
    talk = make_event(places=1, title="Разговор", kind="online", format="online", host_region=region("KIR"), days=40)
    lab.neighbour_regions.add(region("UD"))
    for event in (talk, lab):
        make_page(event)
    make_event(title="Без страницы")
    take_place(talk)
    far = (timezone.now() + dt.timedelta(days=20)).date().isoformat()
    asked = {
        "": ["Лаборатория", "Разговор"],
        "?region=kirovskaya-oblast": ["Разговор"],
        "?region=udmurtskaya-respublika": ["Лаборатория"],
        "?kind=online": ["Разговор"],
        "?format=onsite": ["Лаборатория"],
        f"?from={far}": ["Разговор"],
        f"?to={far}": ["Лаборатория"],
        "?q=верхние+КЛЮЧИ": ["Лаборатория"],
        "?q=вебинар": ["Разговор"],
        "?free=on": ["Лаборатория"],
        "?kind=nothing": ["Лаборатория", "Разговор"],
    }
    assert {query: titles(client, query) for query in asked} == asked


def test_past_events_stay_and_cancelled_ones_leave_the_list(client: Client) -> None:
    for event in (make_event(title="Было", days=-5), make_event(title="Отменили", status="cancelled"), make_event(title="Будет")):
        make_page(event)
    assert (titles(client), titles(client, "?past=1")) == (["Будет"], ["Было"])


@pytest.mark.parametrize("query", ["", "?past=1"])
def test_the_list_costs_the_same_for_1_and_30(client: Client, query: str) -> None:
    days = -5 if query else 5
    make_page(make_event(days=days))
    counts = []
    for more in (0, 29):
        for number in range(more):
            event = make_event(days=days + 0.01 * number, place=make_place())
            make_page(event)
        client.get(f"/sobytiya/{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/sobytiya/{query}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_page_costs_the_same_for_1_and_30_lines_and_people(client: Client) -> None:
    event = make_event()
    page = make_page(event)
    counts = []
    for more in (1, 29):
        for number in range(more):
            starts = event.starts_at + dt.timedelta(minutes=number)
            Session.objects.create(event=event, title="Пункт", starts_at=starts)
            event.speakers.add(Speaker.objects.create(name="Анна Козлова", position="эксперт", region=region("PER"), agreed=True))
            take_place(event)
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_page_counts_places_kept_for_a_region(client: Client) -> None:
    event = make_event(places=10)
    Quota.objects.create(
        event=event, kind="reserve", size=4, region=region("KIR"), within=event.quotas.get(), released_at=event.starts_at
    )
    take_place(event, region=region("KIR"))
    take_place(event)
    places = client.get(make_page(event).url).context["places"]
    assert (places.size, places.taken, places.free) == (10, 2, 5)
    assert [(one.region, one.size, one.taken) for one in places.reserves] == [(region("KIR"), 4, 1)]


def test_a_speaker_without_consent_is_not_named(client: Client) -> None:
    event = make_event()
    event.speakers.add(Speaker.objects.create(name="Пётр Скромный", position="тренер"))
    assert "Скромный" not in client.get(make_page(event).url).content.decode()


def test_the_month_names_each_day_of_the_event(client: Client) -> None:
    starts = dt.datetime(2027, 3, 30, 5, tzinfo=dt.UTC)
    make_page(make_event(starts_at=starts, ends_at=starts + dt.timedelta(days=2)))
    days = {
        address: [day.day for day, _rows in client.get(f"/sobytiya/month/{address}/").context["days"]]
        for address in ("2027-03", "2027-04")
    }
    assert days == {"2027-03": [30, 31], "2027-04": [1]}
    assert client.get("/sobytiya/month/2027-13/").status_code == 404


def test_the_last_place_goes_while_typing(client: Client) -> None:
    event = make_event(places=1)
    make_page(event, "modul")
    take_place(event)
    refused = send(client)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Пока вы заполняли форму, последнее место заняли" in html
    assert 'name="may_wait"' in html
    assert 'value="Рябинина"' in html
    waiting = send(client, may_wait="1")
    assert "Ваше место в очереди: 1" in client.get(waiting.url).content.decode()


def test_closed_meanwhile_keeps_what_was_typed(client: Client) -> None:
    event = make_event(contact_name="Людмила Полозова", contact_phone="+73420000000")
    make_page(event, "modul")
    Event.objects.update(closes_at=timezone.now() - dt.timedelta(minutes=1))
    refused = send(client)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Запись закрыта" in html
    assert 'value="Рябинина"' in html
    assert "Людмила Полозова" in html


def test_an_address_already_there_gets_the_neutral_answer_and_a_letter(client: Client) -> None:
    event = make_event()
    make_page(event, "modul")
    row = take_place(event, "olga@example.org")
    answer = send(client, key="other browser")
    assert answer.status_code == 200
    assert "Мы отправили письмо на olga@example.org" in answer.content.decode()
    assert row.link_token("ticket") not in answer.content.decode()
    assert Letter.objects.filter(kind="events.link_again").count() == 1
    send(client, key="again")
    assert Letter.objects.filter(kind="events.link_again").count() == 1


def test_a_signed_in_person_finds_the_form_filled_and_later_the_ticket(client: Client, anna: object) -> None:
    make_page(make_event(), "modul")
    client.force_login(anna)
    assert 'value="Соловьёва"' in client.get(FORM).content.decode()
    send(client, contact=anna.email)
    row = Registration.objects.get()
    assert row.person == anna
    assert client.get(FORM).url == f"/events/r/{row.link_token('ticket')}/"


def test_a_hidden_field_filled_asks_a_plain_question_and_loses_nothing(client: Client) -> None:
    make_page(make_event(), "modul")
    asked = send(client, bot_trap="https://spam.example")
    html = asked.content.decode()
    assert (asked.status_code, Registration.objects.count()) == (422, 0)
    assert "Сколько будет" in html
    assert 'value="Рябинина"' in html


@pytest.mark.parametrize("name", ["Анна-Мария", "О’Коннор", "Нур Али кызы", "Ли"])
def test_any_letters_make_a_name(client: Client, name: str) -> None:
    make_page(make_event(), "modul")
    send(client, surname=name)
    assert Registration.objects.get().surname == name


def test_without_patronymic_one_says_so(client: Client) -> None:
    make_page(make_event(), "modul")
    assert send(client, no_patronymic="").status_code == 422


def test_a_wrong_link_offers_a_new_one_and_tells_nothing(client: Client) -> None:
    row = take_place(make_event())
    token = row.link_token("ticket")
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x" * 44, row.link_token("offer")):
        answer = client.get(f"/events/r/{wrong}/")
        assert answer.status_code == 404
        assert "Ссылка не подошла" in answer.content.decode()
    Registration.objects.update(link_version=2)
    assert client.get(f"/events/r/{token}/").status_code == 404


def test_a_lost_link_is_sent_to_the_known_and_the_words_are_the_same_for_all(client: Client) -> None:
    take_place(make_event(), "olga@example.org")
    answers = [
        client.post("/events/link/", {"contact": who} | fields()).content for who in ("olga@example.org", "nina@example.org")
    ]
    assert answers[0].replace(b"olga@", b"nina@") == answers[1]
    assert Letter.objects.filter(kind="events.link_again").count() == 1


def test_a_number_closes_after_five_misses(client: Client) -> None:
    event = make_event()
    make_page(event)
    row = take_place(event)
    asked = {"event": event.key, "number": row.ticket_number}
    codes = [client.post("/events/ticket/", asked | {"surname": "Чужая"}).status_code for _time in range(6)]
    assert codes == [422] * 5 + [429]
    assert client.post("/events/ticket/", asked | {"surname": row.surname}).status_code == 429


def test_the_code_tells_the_world_nothing(client: Client) -> None:
    row = take_place(make_event())
    html = client.get(f"/events/t/{row.ticket_code}/").content.decode()
    assert "покажите его на входе" in html
    assert row.surname not in html
    assert client.get("/events/t/0000/").status_code == 404


def test_reading_changes_nothing(client: Client) -> None:
    row = take_place(make_event())
    link = f"/events/r/{row.link_token('ticket')}/"
    for path in ("", "change/", "cancel/", "offer/", "reconfirm/", "ticket.ics"):
        assert client.get(link + path).status_code in (200, 302)
    after = Registration.objects.get()
    assert (after.status, after.reconfirmed, after.changed_at) == (row.status, None, row.changed_at)


def test_coming_and_not_coming(client: Client) -> None:
    row = take_place(make_event())
    link = f"/events/r/{row.link_token('ticket')}/reconfirm/"
    client.post(link, {"answer": "yes"})
    assert Registration.objects.get().reconfirmed is True
    client.post(link, {"answer": "no"})
    assert Registration.objects.get().status == "cancelled"


def test_the_way_to_an_online_event_opens_a_day_before_and_stands_in_no_page(client: Client) -> None:
    far, near = (make_event(format="online", days=days, join_url="https://meet.example.org/abc") for days in (3, 0.5))
    for event, wanted in ((far, None), (near, "https://meet.example.org/abc")):
        row = take_place(event)
        link = f"/events/r/{row.link_token('ticket')}/"
        shown = client.get(link)
        assert "meet.example.org/abc" not in shown.content.decode()
        assert ("meet.example.org" in shown["Content-Security-Policy"]) == (wanted is not None)
        went = client.post(f"{link}join/")
        assert went.url == (wanted or link)
        assert (Registration.objects.get(pk=row.pk).joined_at is None) == (wanted is None)
        assert client.get(f"{link}join/").url == link


def test_the_text_is_made_of_the_catalogues_blocks(client: Client) -> None:
    body = [("heading", "Программа дней"), ("paragraph", RichText("<p>Договоримся с соседями.</p>"))]
    html = client.get(make_page(make_event(), body=body).url).content.decode()
    assert "<h2>Программа дней</h2>" in html
    assert "Договоримся" in html


def test_the_english_list_has_english_titles_and_marks_russian_ones(client: Client) -> None:
    told, untold = make_event(title="Восемь строк земляку"), make_event(title="Стол старост")
    page = make_page(told)
    make_page(untold)
    copy = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    copy.title = "Eight friendly lines"
    copy.save_revision().publish()
    for address in (copy.get_parent().url, f"/en/sobytiya/month/{told.starts_at:%Y-%m}/"):
        with translation.override("en"):  # what the request switches on is switched off again
            text = client.get(address).content.decode()
        assert ("Eight friendly lines</a>" in text, "Восемь строк" in text) == (True, False)
        assert '<span lang="ru">Стол старост ' in text
