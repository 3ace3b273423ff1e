"""B: the page of `wagtail start`, nothing of ours in it."""

from typing import ClassVar

from wagtail.models import Page


class BarePage(Page):
    """A page without a field of its own."""

    template: ClassVar[str] = "bare/page.html"

    class Meta:
        verbose_name = "голая страница"
        verbose_name_plural = "голые страницы"
