"""A learner finds the quiz, leaves it half-way, goes on from another device, hands it in and ends the course."""

from django.test import Client

from core.models import Letter
from school.models import Attempt, MentorAssignment, RunItem
from tests.school.taking import Quiz, text


def test_a_learner_takes_a_quiz(anna, dmitry):
    made = Quiz(anna, kinds=("single", "matching", "free_text"), questions=6, per_page=3, attempts=2, time_limit=40)
    MentorAssignment.objects.create(group=made.enrolment.group, user=dmitry)
    RunItem.objects.exclude(pk=made.item.pk).update(required=False)
    step = made.client.get("/school/next/", follow=True)
    assert step.redirect_chain[-1][0] == made.page.url
    assert "Осталось попыток</dt><dd><b>2 из 2" in text(step)

    begun = made.client.post(made.start_url, follow=True)
    assert "Отвечено 0 из 6" in text(begun)
    attempt = Attempt.objects.get()
    assert "Отвечено 3 из 6" in text(made.client.get(made.save(attempt, page=1, go="next").url))

    made.client = Client()  # another device
    made.client.force_login(anna)
    assert "Продолжить тест" in text(made.client.get(made.page.url))
    check = made.client.get(made.save(attempt, page=2, go="finish").url)
    assert "Вы ответили на все вопросы" in text(check)
    done = made.client.post(f"/school/attempts/{attempt.public_id}/finish/", follow=True)
    assert "Ответы у наставника" in text(done)

    mentor = Client()
    mentor.force_login(dmitry)
    texts = attempt.responses.filter(version__question__kind="free_text").values_list("position", flat=True)
    url = f"/school/mentor/answers/{attempt.public_id}/"
    assert "Мой ответ своими словами" in text(mentor.get(url))
    mentor.post(url, {f"score-{at}": "1" for at in texts} | {"done": "1"})

    result = text(made.client.get(f"/school/attempts/{attempt.public_id}/result/"))
    assert "Проходной балл набран" in result
    assert "Пояснение" in result
    made.enrolment.refresh_from_db()
    assert made.enrolment.status == "completed"
    kinds = set(Letter.objects.filter(person=anna).values_list("kind", flat=True))
    assert {"school.answers_graded", "school.course_completed"} <= kinds
