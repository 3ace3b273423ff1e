"""Forms whose token did not fit, and forms that were kept and are not needed (spec: reliability §11)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.drafts import kept, leading
from core.redirects import safe_next


@require_POST
def drop_kept(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Убрать и начать заново»: the form opens as it was before."""
    kept.drop(request, public_id)
    return HttpResponseRedirect(safe_next(request))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token did not fit: an old tab, another sign-in, no cookies. The form comes back filled, nothing is written.

    Only for what was sent from a page of ours: another site must not be able to put words into our forms. The admin keeps
    its drafts itself.
    """
    by_script = request.headers.get("Accept") == "application/json"
    if by_script or not own(request) or request.path.startswith("/admin/"):
        return leading.unkept(request, texts=[])
    request.kept_text = True
    page = kept.keep(request) if request.COOKIES else None
    if page is None:
        return leading.unkept(request)
    messages.warning(request, _("Форма не отправлена: страница слишком долго стояла открытой. Проверьте и отправьте ещё раз."))
    return HttpResponseRedirect(page)


def own(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this site."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched:
        return fetched == "same-origin"
    stood = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return not stood or stood.split("/")[2:3] == [request.get_host()]
