"""One trial letter, handed over at once, so that the answer of the mail server is seen here and now."""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.mail.transport import Link, NotSent


class Command(BaseCommand):
    help = "Посылает пробное письмо через почтовый сервер из EMAIL_URL и говорит, что он ответил."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("to", nargs="?", default="", help="кому: ваш адрес")

    def handle(self, *args: object, **options: object) -> None:
        to = str(options["to"])
        if not settings.EMAIL_URL:
            raise CommandError(f"Почтовый сервер не указан (EMAIL_URL): письма лежат на {settings.SITE_URL}/dev/letters/")
        if not to:
            raise CommandError("Кому послать? make mail-check TO=ваш@адрес")
        link = Link(settings.EMAIL_URL)
        try:
            link.hand_over(trial_letter(to), settings.DEFAULT_FROM_EMAIL, to)
        except NotSent as error:
            raise CommandError(str(error)) from None
        finally:
            link.close()
        self.stdout.write(f"Сервер принял письмо для {to}. Дошло ли оно, видно в ящике; загляните и в «Спам».")


def trial_letter(to: str) -> EmailMessage:
    """The letter: who sends it and why, nothing else."""
    message = EmailMessage()
    message["Subject"] = _("Пробное письмо с сайта")
    message["From"], message["To"] = settings.DEFAULT_FROM_EMAIL, to
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=settings.ALLOWED_HOSTS[0])
    message.set_content(_("Если вы читаете это, почта сайта %(site)s настроена верно.") % {"site": settings.SITE_URL})
    return message
