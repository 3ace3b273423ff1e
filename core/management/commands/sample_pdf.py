"""A sample certificate into var/sample.pdf: to look at the paper without issuing one."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from core import pdf

SAMPLE = {
    "kind": "Сертификат",
    "issuer": "Межрегиональная школа фондов местных сообществ",
    "number_line": "№ 26-2-00042 от 14 мая 2026 года",
    "name": "Рябинина Ольга Львовна",
    "text": "Курс «Сбор средств без неловкости» пройден в объёме 36 академических часов, план благотворительной акции "
    "для села Верхние Ключи, Пермский край, защищён.",
    "strong": "«Сбор средств без неловкости»",
    "note": "Сертификат подтверждает участие в учёбе и не является удостоверением о повышении квалификации.",
    "signers": [
        {"name": "Марина Олеговна Ветлугина", "role": "директор школы, Альянс фондов местных сообществ Пермского края"},
        {"name": "Людмила Сергеевна Полозова", "role": "региональный координатор, Пермский край"},
    ],
    "check": "Проверить: fms.example/c, номер 26-2-00042, или по телефону +7 342 000-00-00",
    "qr": "https://fms.example/c/x7Kq2mB9tR4wY1zL0aPvNg",
    "qr_alt": "QR-код проверки сертификата",
}
LONG = {
    "name": "Преображенская-Константинопольская Александра Вячеславовна-Мария",
    "text": "Курс «Как фонду местного сообщества собирать пожертвования, отчитываться перед жителями и сохранять доверие, "
    "когда денег меньше, чем дел, а помощников больше, чем стульев» пройден в объёме 144 академических часов; план "
    "благотворительной акции для посёлка Большой Березник-Новосёлки, Красноярский край, защищён перед комиссией из пяти "
    "человек и принят к исполнению попечительским советом фонда.",
    "strong": "собирать пожертвования",
    "signers": [*SAMPLE["signers"], {"name": "Константинопольский Вячеслав Вячеславович", "role": "куратор"}],
}


class Command(BaseCommand):
    help = "Делает образец сертификата в var/sample.pdf (с --long — с самыми длинными словами)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--long", action="store_true", help="Длинные имена, названия и три подписи.")

    def handle(self, *args: object, long: bool, **options: object) -> None:
        """Writes the file and tells its weight and the time it took."""
        began = time.monotonic()
        body = pdf.render("certificate", SAMPLE | LONG if long else SAMPLE, title="Сертификат № 26-2-00042")
        path = Path(settings.VAR_DIR) / "sample.pdf"
        path.write_bytes(body)
        self.stdout.write(f"{path}: {len(body) // 1024} КБ, {time.monotonic() - began:.2f} с")
