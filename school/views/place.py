"""Where the reader stands: the enrolment, the line of its programme, the page of an activity; 404 for strangers."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from people.rules import Visitor
from school.models import Activity, Enrolment, RunItem
from school.models.outline import enrolment_in
from school.rules import can_learn


@dataclass(frozen=True)
class Place:
    """An activity in the person's own enrolment; `page` is in the source language."""

    enrolment: Enrolment
    item: RunItem
    page: Page


def place_of(user: Visitor, key: uuid.UUID) -> Place:
    """The place by the activity's key. Raises Http404 for who does not study there."""
    activity = get_object_or_404(Activity.objects.select_related("page"), key=key)
    enrolment = enrolment_in(activity.course_id, user)
    if enrolment is None or not can_learn(enrolment, user):
        raise Http404
    item = get_object_or_404(RunItem.objects.filter(retired_in__isnull=True), run=enrolment.run_id, activity=activity)
    return Place(enrolment, item, activity.page)


def url_of(page: Page, request: HttpRequest) -> str:
    """The address of the page in the reader's language."""
    return page.localized.get_url(request) or "/"
