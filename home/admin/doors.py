"""What Wagtail and its neighbours show to anybody in the admin, and who really may see it (spec: reliability §1, §2).

Choosers, listings for scripts and reports ask less than the screens they stand beside: whoever knows a number would read a
draft's name or an unpublished text of consent.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

SNIPPETS = "wagtailsnippetchoosers_"
READS = {"view", "add", "change", "delete"}
Rule = Callable[[HttpRequest, dict], bool]


def known_pages(request: HttpRequest, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Of these pages the published ones, the person's own and those of the branches where the person works."""
    branches = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(owner=request.user) | Q(pk__in=branches.values("pk")))


def may_pass(request: HttpRequest, name: str, kwargs: dict) -> bool:
    """Whether the address of this name opens; most names are guarded by their own screens and stand in no rule."""
    space = name.rpartition(":")[0]
    if space.startswith(SNIPPETS):
        return _reads_snippet(request, space.removeprefix(SNIPPETS).replace("_", "."))
    rule = _RULES.get(name) or _RULES.get(f"{space}:")
    return rule is None or rule(request, kwargs)


def _nobody(_request: HttpRequest, _kwargs: dict) -> bool:
    return False


def _has_branch(request: HttpRequest, _kwargs: dict) -> bool:
    """An organiser edits single pages and has no tree to walk; Wagtail's listing would fail."""
    return _root_of(request) is not None


def _has_whole_tree(request: HttpRequest, _kwargs: dict) -> bool:
    root = _root_of(request)
    return root is not None and root.depth == 1


def _root_of(request: HttpRequest) -> Page | None:
    return policy_registry.get_by_type(Page).explorable_root_instance(request.user)


def _translates(request: HttpRequest, _kwargs: dict) -> bool:
    return request.user.has_perm("wagtail_localize.submit_translation")


def _lists_snippets(request: HttpRequest, kwargs: dict) -> bool:
    return _reads_snippet(request, f"{kwargs['app_label']}.{kwargs['model_name']}".lower())


def _reads_snippet(request: HttpRequest, label: str) -> bool:
    models = [model for model in get_snippet_models() if model._meta.label_lower == label]
    return any(policy_registry.get_by_type(model).user_has_any_permission(request.user, READS) for model in models)


def _chosen_pages(request: HttpRequest, _kwargs: dict) -> bool:
    numbers = set(request.GET.getlist("id"))
    if not all(one.isdecimal() for one in numbers):
        return False
    return known_pages(request, Page.objects.filter(pk__in=numbers)).count() == len(numbers)


_RULES: dict[str, Rule] = {
    # Lists of all pictures and documents for scripts: nothing of ours asks them.
    "wagtailadmin_api:images:": _nobody,
    "wagtailadmin_api:documents:": _nobody,
    "wagtailadmin_error_test": _nobody,
    "wagtail_localize:translations_report": _translates,
    "wagtail_localize:translations_report_results": _translates,
    "wagtail_localize:snippets_api_listing": _lists_snippets,
    "wagtail_localize:snippets_api_detail": _lists_snippets,
    "wagtailadmin_choose_page_chosen_multiple": _chosen_pages,
    **dict.fromkeys(("wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results"), _has_branch),
    # It names the page of each type that was changed last, of whatever branch.
    **dict.fromkeys(("wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results"), _has_whole_tree),
}
