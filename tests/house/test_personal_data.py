"""Whatever points at a user or holds a name, address, phone or IP has a source of personal data or a reason."""

import re

from django.apps import apps
from django.db import models

from people.models import User
from people.personal import sources

NAMES = re.compile(
    r"(^|_)(name|surname|patronymic|email|mail|phone|ip|address|contact|user_agent|sort_name|settlement|position)(_|$)"
)
STAFF = "кто из сотрудников сделал: журнал действий, три года, после стирания без имени"
THING = "название вещи или места, не человека"
LIBRARY = "служебное поле библиотеки, о людях в нём ничего нет"
PUBLIC = "открыто всем по собственному согласию человека, убирает редактор за три рабочих дня"
REASONS = {
    r"(core|regions)\.(Term|Region|Territory|Organisation|Schedule|Marker)\.(short_)?name.*": THING,
    r"regions\.Organisation\.address": THING,
    r"core\.(ImportBatch|ExportFile)\.(by|name)": STAFF,
    r"core\.(Picture|SiteDocument)\.uploaded_by_user": STAFF,
    r"wagtail(docs|images|core)\.\w+\.uploaded_by_user": STAFF,
    r"wagtailcore\.(Revision|ModelLogEntry|PageLogEntry|Comment|CommentReply|PageSubscription|APIToken)\.user": STAFF,
    r"wagtailcore\.(Page|Comment|WorkflowState|TaskState)\.(locked_by|owner|resolved_by|requested_by|finished_by)": STAFF,
    r"wagtail_localize\.\w+\.(last_translated_by|tool_name)": STAFF,
    r"wagtailcore\.Comment\.position": LIBRARY,
    r"wagtailcore\.(Site|Collection|Workflow|Task|APIToken)\.\w*name": LIBRARY,
    r"(taggit|auth|socialaccount|wagtailembeds|django_tasks_database)\.\w+\.\w*name": LIBRARY,
    r"events\.(Place|RegistrationOption)\.(name|address)": THING,
    r"school\.QuestionTag\.name": THING,
    r"events\.Event\.contact_(name|phone|email)": "контакт организатора, опубликован по его роли; меняет организатор",
    r"home\.(FrontDoor|FrontTopic|NavigationLink|FooterLink)\.address": LIBRARY,
    r"home\.SiteLook\.(address|email)": THING,
    r"(events\.Speaker|school\.Signatory)\.(name|position)": PUBLIC,
}


def personal_fields() -> list[str]:
    """«app.Model.field» of everything that may speak of a person."""
    found = []
    for model in apps.get_models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            points = field.is_relation and field.related_model is User
            words = isinstance(field, models.CharField | models.TextField) and NAMES.search(field.name)
            if points or words or isinstance(field, models.EmailField | models.GenericIPAddressField):
                found.append(f"{model._meta.label}.{field.name}")
    return found


def test_every_personal_field_has_a_source_or_a_reason():
    covered = {name for source in sources() for name in source.covers}
    bare = [name for name in personal_fields() if name not in covered and not any(re.fullmatch(one, name) for one in REASONS)]
    assert bare == []


def test_sources_speak_of_fields_that_exist():
    known = {f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.get_fields()}
    assert sorted({name for source in sources() for name in source.covers} - known) == []


def test_no_reason_is_left_over():
    fields = personal_fields()
    assert [pattern for pattern in REASONS if not any(re.fullmatch(pattern, name) for name in fields)] == []


def test_every_source_answers_for_a_person_without_records(anna):
    for source in sources():
        assert isinstance(source.describe(anna), list)
        assert source.export(anna).data is not None
        assert source.erase(anna, True).done is not None
