"""What the admin does to practices beyond Wagtail: numbers at publication, no deletion and no unpublishing of what is cited."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from practices.models import Practice, PracticePage
from practices.services.publishing import record_publication


def _published(sender: type[Page], instance: PracticePage, revision: Revision | None = None, **kwargs: object) -> None:
    transaction.on_commit(lambda: record_publication(instance, revision), robust=True)


page_published.connect(_published, sender=PracticePage, dispatch_uid="practice_published")


@hooks.register("before_delete_page")
def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A published practice is cited by others: it can only be archived."""
    cited = Practice.objects.filter(page__path__startswith=page.path).count()
    if not cited:
        return None
    messages.error(
        request, _("Удалить нельзя: на опубликованные практики ссылаются (%(count)s). Снимите их в архив.") % {"count": cited}
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)
