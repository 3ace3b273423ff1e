"""Kinds of questions, one module each: how an answer is read from a form, marked and told (spec: school §2, §3)."""

from school.questions import multiple, short, single, true_false
from school.questions.kind import Kind

KINDS: dict[str, Kind] = {kind.code: kind for kind in (single.KIND, multiple.KIND, true_false.KIND, short.KIND)}

__all__ = ["KINDS", "Kind"]
