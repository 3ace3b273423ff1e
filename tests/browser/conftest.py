"""The site in the system's Chromium. CHROMIUM names the browser (scripts.test finds it)."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from core import assets
from people.models import User


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole session. Its loop runs in this thread, which Django must be told is harmless."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def quiet_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Address of the site with what migrations made and nothing more: for pages that need no rows of the test."""
    assets.build(Path(settings.VAR_DIR) / "assets")
    with django_db_blocker.unblock():
        thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


class Visit:
    """A page and everything the browser complained of."""

    def __init__(self, page: Page) -> None:
        self.page, self.complaints, self.hosts = page, [], set()
        page.on("console", lambda said: said.type in {"error", "warning"} and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))

    def sideways(self) -> int:
        """How many pixels the page can be pushed sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(chromium: Browser, quiet_site: str) -> Iterator[Callable[..., Visit]]:
    """`visit("/path/", width=360, vision="200.bw.wide.on", dark=True, script=False)`."""
    contexts = []

    def go(path: str, *, width: int = 1280, vision: str = "", dark: bool = False, script: bool = True) -> Visit:
        scheme = "dark" if dark else "light"
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script)
        contexts.append(context)
        if vision:
            context.add_cookies([{"name": settings.VISION_COOKIE, "value": vision, "url": quiet_site}])
        visit = Visit(context.new_page())
        visit.page.goto(quiet_site + path)
        return visit

    yield go
    for context in contexts:
        context.close()


def sign_in(context: BrowserContext, site: str, user: User) -> None:
    """The browser gets the user's session."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
