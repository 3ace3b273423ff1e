"""What the School adds to the admin; no person is ever listed there (spec: reliability §2)."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from school.models import Question, QuestionBank, QuestionCategory
from school.viewsets import SchoolGroup
from school.viewsets.bank import SchoolPolicy

for _model in (Question, QuestionBank, QuestionCategory):
    register_permission_policy(_model, SchoolPolicy(_model))


@hooks.register("register_admin_viewset")
def school_group() -> SchoolGroup:
    """«Школа»."""
    return SchoolGroup()
