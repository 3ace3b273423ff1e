"""The mail server of EMAIL_URL: smtp://, smtp+tls://, smtp+ssl://. What went wrong is told in a Russian sentence."""

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.core.mail.utils import DNS_NAME
from django.utils.translation import gettext as _

PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
TIMEOUT = 20  # seconds of silence; far below the lease, so that a hanging server never makes two workers send one letter


class WrongAddress(ValueError):
    """EMAIL_URL cannot be read."""


class NotSent(Exception):
    """The letter has not left; the text is one Russian sentence."""


class ServerAway(NotSent):
    """The server is away, silent or will not have us: not this letter's fault, all letters wait."""


class RefusedForNow(NotSent):
    """The server will take this letter later (a full box, greylisting)."""


class NoSuchBox(NotSent):
    """The address does not exist: trying again helps nobody, a call may."""


class AnswerLost(NotSent):
    """The whole letter was handed over and no answer came: it may have arrived."""


@dataclass(frozen=True)
class Server:
    """Where and how to hand over letters."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""


def server_of(url: str) -> Server:
    """Read EMAIL_URL. Raises WrongAddress."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise WrongAddress(url.partition(":")[0])
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme], user, password)


class Link:
    """One connection for several letters, opened at the first one; `close` it after the run."""

    def __init__(self, url: str, timeout: float | None = None) -> None:
        self.server, self.timeout = server_of(url), timeout or TIMEOUT
        self.smtp: smtplib.SMTP | None = None

    def hand_over(self, message: Message, sender: str, to: str) -> None:
        """Give one letter to the server; returns only after it said yes. Raises a NotSent; the link opens anew after that."""
        try:
            address = plain_address(to)
            smtp = self._open()
            self._envelope(smtp, parseaddr(sender)[1], address)
            self._body(smtp, message)
        except NotSent:
            self.close()
            raise
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise ServerAway(self._why(error)) from error

    def close(self) -> None:
        """Leave politely; a dead connection is no matter."""
        if self.smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self.smtp.quit()
            self.smtp = None

    def _open(self) -> smtplib.SMTP:
        if self.smtp is None:
            secure = ssl.create_default_context()
            place = {"host": self.server.host, "port": self.server.port, "timeout": self.timeout}
            place["local_hostname"] = DNS_NAME.get_fqdn()
            if self.server.scheme == "smtp+ssl":
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(context=secure, **place)
            else:
                smtp = smtplib.SMTP(**place)
            self.smtp = smtp
            if self.server.scheme == "smtp+tls":
                smtp.starttls(context=secure)
            if self.server.user:
                smtp.login(self.server.user, self.server.password)
        self.smtp.ehlo_or_helo_if_needed()
        return self.smtp

    def _envelope(self, smtp: smtplib.SMTP, sender: str, to: str) -> None:
        code, words = smtp.mail(sender)
        if code != 250:
            raise ServerAway(_("Почтовый сервер не принимает наши письма: %s") % _text(code, words))
        code, words = smtp.rcpt(to)
        if code in {250, 251}:
            return
        if _no_such_box(code, words):
            raise NoSuchBox(_("Такого адреса нет: %s") % _text(code, words))
        raise RefusedForNow(_("Сервер получателя пока не принимает письмо: %s") % _text(code, words))

    def _body(self, smtp: smtplib.SMTP, message: Message) -> None:
        code, words = smtp.docmd("DATA")
        if code != 354:
            raise RefusedForNow(_("Почтовый сервер не принял письмо: %s") % _text(code, words))
        body = message.as_bytes(linesep="\r\n").replace(b"\r\n.", b"\r\n..")
        if body.startswith(b"."):
            body = b"." + body
        smtp.send(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        try:
            code, words = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise AnswerLost(_("Почтовый сервер взял письмо и не ответил. Возможно, оно дошло.")) from error
        if code != 250:
            raise RefusedForNow(_("Почтовый сервер не принял письмо: %s") % _text(code, words))

    def _why(self, error: Exception) -> str:
        where = f"{self.server.host}:{self.server.port}"
        if isinstance(error, TimeoutError):
            return _("Почтовый сервер %s молчит.") % where
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return _("Почтовый сервер %s не принимает имя и пароль.") % where
        if isinstance(error, ssl.SSLError):
            return _("С почтовым сервером %s не установить защищённое соединение.") % where
        if isinstance(error, ConnectionRefusedError):
            return _("Почтовый сервер %s не отвечает.") % where
        return _("Связь с почтовым сервером %s прервалась.") % where


def plain_address(to: str) -> str:
    """The address as every server takes it: a Russian domain in its Latin form. Raises NoSuchBox for a Russian box name."""
    box, _at, domain = to.rpartition("@")
    try:
        return f"{box.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise NoSuchBox(_("Такого адреса нет: %s") % to) from None


def _no_such_box(code: int, words: bytes) -> bool:
    """5.1.x and 5.2.x speak of the address; 5.7.x of us; without such a number 550, 551, 553 speak of the address."""
    extended = words[:1] == b"5" and words[1:2] == b"."
    if extended:
        return code >= 500 and words[:4] in {b"5.1.", b"5.2."}
    return code in {550, 551, 553}


def _text(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}"[:300]
