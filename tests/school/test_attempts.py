"""Graded quizzes over HTTP: start, pages, saving, the clock, the result; nothing of the key before its time."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from core.models import Entry, Letter
from school.models import Attempt, Enrolment, Extension, LearningEvent, QuestionVersion, QuizPage, Response, RunItem
from school.services.attempts import close_overdue, paper_for
from tests.school.taking import Quiz, move_back, text

KINDS = ("single", "multiple", "true_false", "short", "numeric", "matching", "ordering")
SECRETS = ("тайна", "Пояснение", "opt--ok", "opt--no", "Верный ответ")


def test_before_the_start_everything_is_told(anna, db):
    hard = timezone.now() + timedelta(days=20)
    made = Quiz(anna, attempts=2, time_limit=30, hours_between=12, pass_percent=70, questions=6, count=6)
    RunItem.objects.filter(pk=made.item.pk).update(hard=hard)
    said = text(made.client.get(made.page.url))
    attempts = "Осталось попыток</dt><dd><b>2 из 2"
    for words in ("Вопросов</dt><dd><b>6", "70 %", "30 минут", attempts, "12 часов", "Начать тест", "Принимаем до"):
        assert words in said, words
    assert Attempt.objects.count() == 0  # reading begins nothing


def test_words_of_blocks_do_not_spill_out_of_the_head(anna, db):
    made = Quiz(anna)
    made.page.intro = [("paragraph", "<p>Шесть вопросов.</p>")]
    made.page.save_revision().publish()
    head = made.client.get(made.page.url).content.decode().partition("</head>")[0]
    assert "Шесть вопросов" not in head


def test_a_start_is_a_post_and_freezes_what_is_asked(anna, db):
    made = Quiz(anna, kinds=KINDS, questions=7, attempts=3, time_limit=20)
    assert made.client.get(made.start_url).status_code == 405
    attempt = made.start()
    assert (attempt.number, attempt.state, attempt.rules["attempts"], attempt.rules["pass_percent"]) == (1, "in_progress", 3, 60)
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=20)
    rows = list(attempt.responses.all())
    assert [row.position for row in rows] == list(range(1, 8))
    assert QuestionVersion.objects.filter(frozen_at__isnull=True, responses__isnull=False).count() == 0
    before = text(made.client.get(f"/school/attempts/{attempt.public_id}/"))
    QuizPage.objects.filter(pk=made.page.pk).update(per_page=2, time_limit=1)
    again = text(made.client.get(f"/school/attempts/{attempt.public_id}/"))
    assert re.findall(r"Вопрос про \w+ \d", before) == re.findall(r"Вопрос про \w+ \d", again)


def test_a_pick_can_be_drawn_again_from_its_seed(anna, db):
    made = Quiz(anna, kinds=KINDS, questions=14, count=7)
    first, second = (paper_for(made.page, made.enrolment, seed=77) for _turn in range(2))
    assert [(row.pk, order) for row, _picked, order in first.rows] == [(row.pk, order) for row, _picked, order in second.rows]


def test_a_second_attempt_asks_what_was_not_asked_before(anna, db):
    made = Quiz(anna, questions=10, count=5)
    first = set(made.take(right=False).responses.values_list("version__question", flat=True))
    second = set(made.start().responses.values_list("version__question", flat=True))
    assert first & second == set()


def test_every_kind_is_answered_and_marked(anna, db):
    made = Quiz(anna, kinds=KINDS, questions=7)
    attempt = made.take()
    assert (attempt.state, attempt.scaled, attempt.closed_by) == ("graded", Decimal(1), "learner")
    assert (made.grade().raw, made.grade().max, made.grade().trust) == (7, 7, "server")
    assert made.progress().state == "passed"


def test_the_key_never_reaches_the_browser_before_its_time(anna, db):
    """The page is the same whatever is right: nothing of the key can be in it."""
    made = Quiz(anna, kinds=(*KINDS, "free_text"), questions=8, per_page=20, shuffle=False)
    attempt = made.start()
    url = f"/school/attempts/{attempt.public_id}/"
    made.save(attempt, right=False)

    def pages():
        shown = [made.client.get(url), made.client.get(f"{url}finish/"), made.client.get(made.page.url)]
        return [re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text(one)) for one in shown]

    pages()  # the first one says «Сохранено»
    before = pages()
    for words in SECRETS:
        assert not any(words in page for page in before), words
    for row in Response.objects.filter(attempt=attempt).select_related("version__question"):
        QuestionVersion.objects.filter(pk=row.version_id).update(data=other_key(row.version.data, row.version.question.kind))
    assert pages() == before
    assert "верно-4" not in before[0]  # the short answer is a word nobody shows


def other_key(data, kind):
    """The same question with another right answer."""
    if "options" in data:
        return {"options": [one | {"right": not one["right"], "remark": "иная тайна"} for one in data["options"]]}
    if kind == "matching":
        return data | {"lefts": [one | {"match": key} for one, key in zip(data["lefts"], ("r3", "r7"), strict=True)]}
    if kind == "ordering":
        return {"items": data["items"][::-1]}
    others = {
        "true_false": {"right": False},
        "short": {"accepted": [{"text": "иное"}]},
        "numeric": {"accepted": [{"low": "1", "high": "2"}]},
    }
    return others.get(kind, data | {"guide": "иная тайна"})


def test_points_and_explanations_at_once_right_answers_when_no_attempts_are_left(anna, db):
    made = Quiz(anna, kinds=("single", "short"), questions=4, attempts=2)
    first = made.take(right=False)
    url = f"/school/attempts/{first.public_id}/result/"
    said = text(made.client.get(url))
    assert "Пояснение" in said
    assert "0 из 4 баллов" in said
    assert "opt--ok" not in said
    assert "Верный ответ" not in said
    assert "верно-2" not in said
    second = made.start()
    said = text(made.client.get(url))
    assert "opt--ok" not in said
    assert "верно-2" not in said
    made.hand_in(second)
    said = text(made.client.get(url))
    assert "opt--ok" in said
    assert "Верный ответ" in said


def test_right_answers_by_the_other_rules(anna, db):
    made = Quiz(anna, questions=3, feedback="at_once")
    attempt = made.take(right=False)
    url = f"/school/attempts/{attempt.public_id}/result/"
    assert "opt--ok" in text(made.client.get(url))
    Attempt.objects.update(rules=attempt.rules | {"feedback": "after_hard"})
    RunItem.objects.filter(pk=made.item.pk).update(hard=timezone.now() + timedelta(days=1))
    assert "opt--ok" not in text(made.client.get(url))
    RunItem.objects.filter(pk=made.item.pk).update(hard=timezone.now() - timedelta(days=1))
    assert "opt--ok" in text(made.client.get(url))


def test_one_attempt_at_a_time_and_the_limit_holds_in_a_second_tab(anna, db):
    made = Quiz(anna, questions=3, attempts=1)
    attempt = made.start()
    tab = Client()
    tab.force_login(anna)
    again = tab.post(made.start_url, follow=True)
    assert "Вы уже проходите тест" in text(again)
    assert again.redirect_chain[0][0] == f"/school/attempts/{attempt.public_id}/"
    made.hand_in(attempt)
    over = tab.post(made.start_url, follow=True)
    assert "Попытки кончились" in text(over)
    assert "Попросить ещё" in text(over)
    assert Attempt.objects.count() == 1


def test_the_database_itself_keeps_one_open_attempt(anna, db):
    made = Quiz(anna, questions=3)
    attempt = made.start()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            enrolment=made.enrolment, activity_id=attempt.activity_id, number=2, seed=1, started_at=timezone.now()
        )


def test_a_mentors_extra_attempt_and_minutes_count(anna, zhanna, db):
    made = Quiz(anna, questions=3, attempts=1, time_limit=10)
    made.take(right=False)
    Extension.objects.create(
        item=made.item, enrolment=made.enrolment, extra_attempts=1, extra_minutes=15, reason="Не было света", by=zhanna
    )
    assert "Осталось попыток</dt><dd><b>1 из 2" in text(made.client.get(made.page.url))
    attempt = made.start()
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=25)


def test_minutes_given_while_the_attempt_runs_move_its_end(anna, zhanna, db):
    made = Quiz(anna, questions=3, time_limit=10)
    attempt = made.start()
    move_back(attempt, 15)
    Extension.objects.create(item=made.item, enrolment=made.enrolment, extra_minutes=30, reason="Не было света", by=zhanna)
    assert close_overdue() == 0
    assert made.save(attempt).status_code == 302
    attempt.refresh_from_db()
    assert attempt.state == "in_progress"
    assert attempt.responses.filter(answer__isnull=True).count() == 0


def test_hours_between_attempts(anna, db):
    made = Quiz(anna, questions=3, hours_between=24)
    attempt = made.take(right=False)
    said = text(made.client.post(made.start_url, follow=True))
    assert "Следующую попытку можно начать" in said
    assert Attempt.objects.count() == 1
    Attempt.objects.filter(pk=attempt.pk).update(closed_at=timezone.now() - timedelta(hours=25))
    assert made.start().number == 2


def test_only_what_the_page_shows_is_stored_and_an_old_page_takes_nothing_back(anna, db):
    made = Quiz(anna, questions=6, per_page=3, shuffle=False)
    attempt = made.start()
    old = made.form(attempt, page=1)
    old = {name: value for name, value in old.items() if not name.startswith("q-")}  # opened, nothing chosen
    made.save(attempt, page=2, go="save")
    assert [row.answer is not None for row in attempt.responses.all()] == [False] * 3 + [True] * 3
    made.save(attempt, page=1, go="save")
    made.client.post(f"/school/attempts/{attempt.public_id}/", old | {"go": "save"})
    assert attempt.responses.filter(answer__isnull=True).count() == 0


def test_buttons_lead_where_they_say_and_all_of_them_save(anna, db):
    made = Quiz(anna, questions=6, per_page=2)
    attempt = made.start()
    url = f"/school/attempts/{attempt.public_id}/"
    places = {go: made.save(attempt, page=2, go=go).url for go in ("next", "back", "save", "3", "finish")}
    pages = {"next": 3, "back": 1, "save": 2, "3": 3}
    assert places == {go: f"{url}?page={page}" for go, page in pages.items()} | {"finish": f"{url}finish/"}
    assert attempt.responses.filter(answer__isnull=False).count() == 2
    assert "Отвечено 2 из 6" in text(made.client.get(f"{url}?page=99"))


def test_what_is_unanswered_is_seen_before_handing_in(anna, db):
    made = Quiz(anna, kinds=("single", "ordering"), questions=4, shuffle=False)
    attempt = made.start()
    url = f"/school/attempts/{attempt.public_id}/"
    row = attempt.responses.filter(version__question__kind="ordering").first()
    at, keys = row.position, [one["id"] for one in row.version.data["items"]]
    made.client.post(url, {"at": at, f"seen-{at}": "", f"q-{at}-{keys[0]}": "1", f"q-{at}-{keys[1]}": "1", "go": "save"})
    said = text(made.client.get(f"{url}finish/"))
    assert "Отвечено 1 из 4" in said
    assert said.count("нет ответа") == 3
    assert "Сдать" in said
    assert f"Вопрос {at}" in said
    row.refresh_from_db()
    assert row.answer is not None  # equal numbers are saved and named


def test_the_time_is_the_servers_and_late_answers_lie_beside(anna, db):
    made = Quiz(anna, questions=3, time_limit=10)
    attempt = made.start()
    made.save(attempt, right=True)
    form = made.form(attempt, right=False)
    move_back(attempt, 12)
    late = made.client.post(f"/school/attempts/{attempt.public_id}/", form, follow=True)
    attempt.refresh_from_db()
    assert late.redirect_chain[-1][0] == f"/school/attempts/{attempt.public_id}/result/"
    assert "Время вышло" in text(late)
    assert (attempt.state, attempt.closed_by, attempt.scaled) == ("graded", "time", Decimal(1))
    assert attempt.closed_at == attempt.deadline_at
    assert [row.late_answer["answer"] != row.answer for row in attempt.responses.all()] == [True] * 3


def test_within_a_minute_of_grace_answers_are_taken(anna, db):
    made = Quiz(anna, questions=3, time_limit=10)
    attempt = made.start()
    form = made.form(attempt)
    move_back(attempt, 10.5)
    made.client.post(f"/school/attempts/{attempt.public_id}/", form)
    assert attempt.responses.filter(answer__isnull=True).count() == 0


def test_the_clock_closes_what_is_overdue_once(anna, db):
    made = Quiz(anna, questions=3, time_limit=10)
    attempt = made.start()
    made.save(attempt)
    assert close_overdue() == 0
    move_back(attempt, 30)
    assert (close_overdue(), close_overdue()) == (1, 0)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.closed_by, attempt.scaled) == ("graded", "time", Decimal(1))
    assert LearningEvent.objects.filter(verb="graded").count() == 1
    assert made.client.get(f"/school/attempts/{attempt.public_id}/").url.endswith("/result/")


def test_a_hard_date_closes_an_attempt_without_a_time_limit(anna, db):
    made = Quiz(anna, questions=3)
    attempt = made.start()
    assert attempt.deadline_at is None
    RunItem.objects.filter(pk=made.item.pk).update(hard=timezone.now() - timedelta(minutes=5))
    assert close_overdue() == 1
    said = text(made.client.post(made.start_url, follow=True))
    assert "Последний срок этого теста прошёл" in said
    assert Attempt.objects.count() == 1


def test_handing_in_twice_is_once(anna, db):
    made = Quiz(anna, questions=3)
    attempt = made.take()
    moment, events = attempt.closed_at, LearningEvent.objects.count()
    assert made.hand_in(attempt).url.endswith("/result/")
    made.client.post(f"/school/attempts/{attempt.public_id}/", {"at": "1", "q-1": "b1", "go": "save"})
    attempt.refresh_from_db()
    assert (attempt.closed_at, attempt.scaled, LearningEvent.objects.count()) == (moment, Decimal(1), events)
    assert Response.objects.filter(late_answer__isnull=False).count() == 0
    assert Entry.objects.about(attempt).values_list("verb", flat=True).get() == "graded"


@pytest.mark.parametrize(("policy", "share"), [("best", "1"), ("last", "0"), ("first", "0"), ("average", "0.3333")])
def test_the_grade_follows_the_policy_and_nothing_passed_is_taken_back(anna, db, policy, share):
    made = Quiz(anna, questions=3, policy=policy, pass_percent=30)
    for right in (False, True, False):
        made.take(right)
    assert made.grade().scaled == Decimal(share)
    assert LearningEvent.objects.filter(verb="graded").count() == 3
    assert made.progress().state == ("failed" if policy == "first" else "passed")


def test_after_the_soft_date_points_fall(anna, db):
    made = Quiz(anna, questions=4)
    RunItem.objects.filter(pk=made.item.pk).update(soft=timezone.now() - timedelta(days=1), late_factor="0.5")
    attempt = made.take()
    assert (attempt.scaled, attempt.late, made.grade().scaled, made.grade().raw, made.grade().late) == (
        1,
        True,
        Decimal("0.5"),
        4,
        True,
    )
    assert made.progress().state == "failed"  # 50 % of the 60 wanted


def test_a_quiz_that_counts_when_handed_in(anna, db):
    made = Quiz(anna, questions=3, completion="submit")
    made.take(right=False)
    assert (made.progress().state, made.grade().scaled) == ("completed", 0)


def test_a_quiz_shorter_than_it_asks_gives_all_there_are(anna, db):
    made = Quiz(anna, questions=4, count=9)
    assert made.start().responses.count() == 4


def test_strangers_and_coordinators_meet_nothing(anna, boris, dmitry, db):
    made = Quiz(anna, questions=3)
    attempt = made.start()
    for person in (boris, dmitry):
        other = Client()
        other.force_login(person)
        for tail in ("", "finish/", "result/"):
            assert other.get(f"/school/attempts/{attempt.public_id}/{tail}").status_code == 404
            assert other.post(f"/school/attempts/{attempt.public_id}/{tail}").status_code in {404, 405}
        assert other.get(f"/school/mentor/answers/{attempt.public_id}/").status_code == 404
        assert other.post(made.start_url).status_code == 404
    assert attempt.responses.filter(answer__isnull=False).count() == 0


def test_a_suspended_learner_reads_and_answers_nothing(anna, db):
    made = Quiz(anna, questions=3)
    attempt = made.start()
    form = made.form(attempt)
    Enrolment.objects.update(status="suspended")
    made.client.post(f"/school/attempts/{attempt.public_id}/", form)
    made.hand_in(attempt)
    attempt.refresh_from_db()
    assert attempt.state == "in_progress"
    assert attempt.responses.filter(answer__isnull=False).count() == 0


def test_a_closed_quiz_cannot_be_begun_by_its_address(anna, db):
    made = Quiz(anna, questions=3, opens="all_before")
    assert "Сначала пройдите" in text(made.client.post(made.start_url, follow=True))
    assert Attempt.objects.count() == 0


def test_no_letters_from_a_preview(anna, db):
    made = Quiz(anna, questions=2, kinds=("free_text",))
    Enrolment.objects.update(is_preview=True)
    Letter.objects.all().delete()
    attempt = made.take()
    assert attempt.state == "in_review"
    assert Attempt.objects.for_review().count() == 0
    assert Letter.objects.count() == 0


def test_the_quiz_completes_the_course(anna, db):
    made = Quiz(anna, questions=3)
    RunItem.objects.exclude(pk=made.item.pk).update(required=False)
    made.take()
    made.enrolment.refresh_from_db()
    assert made.enrolment.status == "completed"
    assert Letter.objects.filter(kind="school.course_completed").count() == 1
