"""Kinds of questions, one module each: how an answer is read from a form, marked and told (spec: school §2, §3)."""

from school.questions import free_text, matching, multiple, numeric, ordering, short, single, true_false
from school.questions.kind import NOTHING, Feedback, Kind, new_option_id
from school.questions.views import QuestionView, Verdict, option_order, view_of

KINDS: dict[str, Kind] = {
    module.KIND.code: module.KIND for module in (single, multiple, true_false, short, numeric, matching, ordering, free_text)
}

__all__ = ["KINDS", "NOTHING", "Feedback", "Kind", "QuestionView", "Verdict", "new_option_id", "option_order", "view_of"]
