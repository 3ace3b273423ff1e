"""`make mail-check`: will our letters arrive, and does one arrive now (spec: living-people §2)."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.mail.dns import NoAnswer, resolvers
from core.mail.reputation import SELECTORS, Finding, answers_arrive, dkim, dmarc, spf
from core.mail.transport import AnswerLost, Link, NotSent, WrongAddress, server_of


class Command(BaseCommand):
    help = "Проверяет почту сайта: SPF, DKIM, DMARC домена отправителя и доставку на указанный адрес."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("to", nargs="?", default="", help="Адрес, на который отправить пробное письмо.")
        parser.add_argument("--selector", default="", help="Имя ключа DKIM, если хостер назвал его по-своему.")
        parser.add_argument("--resolver", default="", help="Сервер имён, узел:порт; по умолчанию тот, что у этой машины.")

    def handle(self, *args: object, to: str, selector: str, resolver: str, **options: object) -> None:
        """Prints what was found and what to do; ends with an error if something is wrong."""
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        self.stdout.write(f"Письма уходят от {settings.DEFAULT_FROM_EMAIL}")
        well = [self.tell(finding) for finding in self.findings(domain, selector, resolver)]
        well.append(self.server())
        if to:
            well.append(self.deliver(to))
        else:
            self.stdout.write("Пробного письма не было. Укажите адрес: make mail-check TO=ваша@почта.ру")
        if not all(well):
            raise CommandError("Почта настроена не до конца, смотрите строки со словом «Нужно».")
        self.stdout.write("Почта настроена.")

    def findings(self, domain: str, selector: str, resolver: str) -> list[Finding]:
        """The four answers of the name servers."""
        servers = resolvers()
        if resolver:
            host, _colon, port = resolver.rpartition(":")
            servers = [(host, int(port))]
        try:
            return [
                spf(domain, servers),
                dkim(domain, servers, [selector] if selector else SELECTORS),
                dmarc(domain, servers),
                answers_arrive(domain, servers),
            ]
        except NoAnswer:
            return [
                Finding("Серверы имён", False, "не отвечают, записи домена не узнать.", "Проверьте связь этой машины с сетью.")
            ]

    def tell(self, finding: Finding) -> bool:
        """One finding in one or two lines."""
        self.stdout.write(f"{'Хорошо' if finding.well else 'Плохо'} · {finding.name}: {finding.said}")
        if finding.todo:
            self.stdout.write(f"    {'Потом' if finding.well else 'Нужно'}: {finding.todo}")
        return finding.well

    def server(self) -> bool:
        """Whether EMAIL_URL can be read and the line is protected."""
        if not settings.EMAIL_URL:
            todo = "Укажите EMAIL_URL, например smtp+tls://имя:пароль@узел:587."
            return self.tell(Finding("EMAIL_URL", False, "пустой, письма остаются на /dev/letters/.", todo))
        try:
            server = server_of(settings.EMAIL_URL)
        except WrongAddress:
            return self.tell(Finding("EMAIL_URL", False, "не разобрать.", "Начните с smtp+tls://, smtp+ssl:// или smtp://."))
        if server.scheme == "smtp" and server.user:
            todo = "Начните EMAIL_URL с smtp+tls:// или smtp+ssl://."
            return self.tell(Finding("EMAIL_URL", False, f"пароль уходит к {server.host} открытым текстом.", todo))
        return self.tell(Finding("EMAIL_URL", True, f"{server.host}:{server.port}, {server.scheme}."))

    def deliver(self, to: str) -> bool:
        """A trial letter straight to the server, past the outbox."""
        if not settings.EMAIL_URL:
            return True
        began = timezone.now()
        message = EmailMultiAlternatives(
            "Проверка почты сайта",
            f"Это пробное письмо от {settings.SITE_URL}. Если оно лежит в спаме, почта настроена не до конца.",
            settings.DEFAULT_FROM_EMAIL,
            [to],
            headers={"Auto-Submitted": "auto-generated"},
        )
        try:
            link = Link(settings.EMAIL_URL)
            link.hand_over(message.message(), settings.DEFAULT_FROM_EMAIL, to)
            link.close()
        except AnswerLost as error:
            return self.tell(Finding("Пробное письмо", False, str(error), "Посмотрите, пришло ли оно."))
        except (NotSent, WrongAddress) as error:
            return self.tell(Finding("Пробное письмо", False, str(error), "Исправьте и повторите."))
        seconds = (timezone.now() - began).total_seconds()
        said = f"сервер принял его за {seconds:.1f} с".replace(".", ",")
        return self.tell(Finding("Пробное письмо", True, f"{said}. Посмотрите, что оно не в спаме."))
