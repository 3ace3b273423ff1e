"""Questions to the mentor: asked, answered, shown to the group, hidden with a reason (spec: school §1)."""

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from core import guard, history
from core.files import Checked
from people.models import User
from school.models import Activity, Enrolment, Post, PostFile, Thread
from school.models.threads import ThreadVisible
from school.services.access import ActivityClosed
from school.services.telling import tell_learner
from school.states import READS


@dataclass(frozen=True)
class Words:
    """What is sent: the text, a checked file, the number of the sending (twice is once)."""

    text: str
    event_id: uuid.UUID
    file: Checked | None = None


def ask(enrolment: Enrolment, activity: Activity, words: Words) -> Thread:
    """Start a talk about an activity; the mentor sees it in the queue. Twice the same is one talk. Raises ActivityClosed."""
    upload = _stored(words)
    try:
        return _ask(enrolment, activity, words, upload)
    except BaseException:
        _forget(upload)
        raise


def reply(thread: Thread, author: User, words: Words) -> Post:
    """Write further: the learner's words wait for the mentor again, the mentor's end the waiting and send a letter."""
    upload = _stored(words)
    try:
        return _reply(thread, author, words, upload)
    except BaseException:
        _forget(upload)
        raise


@guard.act
def show_to(thread: Thread, visible: str, *, by: User) -> None:
    """Show the talk to the whole group, or to its learner and mentors only. Leaves a history row."""
    guard.hold(thread.enrolment)
    if thread.visible == visible:
        return
    Thread.objects.filter(pk=thread.pk).update(visible=visible)
    history.record(
        thread, "shown", was={"visible": thread.visible}, now={"visible": visible}, actor=by, person=thread.enrolment.user
    )
    thread.visible = visible


@guard.act
def hide(post: Post, why: str, *, by: User) -> None:
    """Hide a message with a reason; an empty reason shows it again."""
    guard.hold(post.thread.enrolment)
    Post.objects.filter(pk=post.pk).update(hidden_why=why)
    history.record(post.thread, "hidden", now={"post": post.pk}, reason=why, actor=by, person=post.author)


@guard.act
def close(thread: Thread, *, by: User) -> None:
    """«Ответа не нужно»: the talk leaves the queue."""
    guard.hold(thread.enrolment)
    Thread.objects.filter(pk=thread.pk).update(waits_since=None)
    history.record(thread, "closed", actor=by, person=thread.enrolment.user)


def seen_in(activity_id: uuid.UUID, enrolment: Enrolment) -> QuerySet[Post]:
    """Messages about an activity that this learner sees: own talks and those shown to the group. One query."""
    own = Q(thread__enrolment=enrolment)
    group = Q(thread__visible=ThreadVisible.GROUP, thread__enrolment__group=enrolment.group_id) if enrolment.group_id else Q()
    seen = own | group if enrolment.group_id else own
    rows = Post.objects.filter(seen, thread__activity=activity_id, hidden_why="")
    return rows.select_related("thread__enrolment", "author").order_by("thread", "created_at", "pk")


@guard.act
def _ask(enrolment: Enrolment, activity: Activity, words: Words, upload: PostFile | None) -> Thread:
    guard.hold(enrolment)
    enrolment.refresh_from_db(fields=["status"])
    if enrolment.status not in READS:
        raise ActivityClosed(str(enrolment.get_status_display()))
    told = Post.objects.filter(thread__enrolment=enrolment, event_id=words.event_id).select_related("thread").first()
    if told:
        _forget(upload)
        return told.thread
    thread = Thread.objects.create(enrolment=enrolment, activity=activity, waits_since=timezone.now())
    _write(thread, enrolment.user, words, upload)
    history.record(thread, "asked", actor=enrolment.user, person=enrolment.user)
    return thread


@guard.act
def _reply(thread: Thread, author: User, words: Words, upload: PostFile | None) -> Post:
    enrolment = thread.enrolment
    guard.hold(enrolment)
    told = Post.objects.filter(thread=thread, event_id=words.event_id).first()
    if told:
        _forget(upload)
        return told
    post = _write(thread, author, words, upload)
    learner = author.pk == enrolment.user_id
    Thread.objects.filter(pk=thread.pk).update(waits_since=timezone.now() if learner else None)
    if not learner:
        _tell(thread, post)
    return post


def _write(thread: Thread, author: User, words: Words, upload: PostFile | None) -> Post:
    post = Post.objects.create(thread=thread, author=author, text=words.text, event_id=words.event_id)
    if upload:
        upload.pk, upload._state.adding, upload.post = None, True, post
        upload.save()
    return post


def _stored(words: Words) -> PostFile | None:
    """The file is written before the act: it may be big."""
    if words.file is None:
        return None
    row = PostFile(**words.file.fields())
    row.file.save(words.file.name, words.file.file, save=False)
    return row


def _forget(upload: PostFile | None) -> None:
    if upload:
        upload.file.delete(save=False)


def _tell(thread: Thread, post: Post) -> None:
    tell_learner(thread.enrolment, "question_answered", about=thread, key=f"{thread.public_id}:{post.event_id}")
