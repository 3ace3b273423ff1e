"""Will our letters be believed: SPF, DKIM and DMARC of the sender's domain, told in plain Russian (spec: living-people §2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.mail.dns import has_mail_host, texts

SELECTORS = ("mail", "default", "dkim", "selector1", "s1", "mailru", "yandex", "google", "smtp", "key1", "beget", "timeweb")
Servers = list[tuple[str, int]]


@dataclass(frozen=True)
class Finding:
    """One answer: whether it is well, what is there, what to do."""

    name: str
    well: bool
    said: str
    todo: str = ""


def spf(domain: str, servers: Servers) -> Finding:
    """Who may send for the domain."""
    records = [record for record in texts(domain, servers) if record.lower().startswith("v=spf1")]
    if not records:
        return Finding(
            "SPF", False, "записи нет.", f"Добавьте в зону {domain} запись TXT вида «v=spf1 include:… ~all» вашего хостера."
        )
    if len(records) > 1:
        return Finding("SPF", False, "записей две и больше, почтовые службы не примут ни одной.", "Оставьте одну, объединив их.")
    if re.search(r"(^|\s)\+?all(\s|$)", records[0]):
        return Finding(
            "SPF", False, f"«{records[0]}» разрешает писать от вашего имени кому угодно.", "Замените «+all» на «~all»."
        )
    if not re.search(r"[-~?]all|redirect=", records[0]):
        return Finding("SPF", False, f"«{records[0]}» не говорит, что делать с чужими письмами.", "Допишите в конец «~all».")
    return Finding("SPF", True, f"«{records[0]}».")


def dkim(domain: str, servers: Servers, selectors: Iterable[str] = SELECTORS) -> Finding:
    """Whether there is a key with which the mail server signs; the name of the key is the hoster's choice."""
    for selector in selectors:
        for record in texts(f"{selector}._domainkey.{domain}", servers):
            key = re.search(r"(?:^|;)\s*p=([^;\s]*)", record)
            if key and key.group(1):
                return Finding("DKIM", True, f"ключ «{selector}» на месте.")
            if key:
                todo = "Возьмите у хостера новый ключ и запишите его в зону."
                return Finding("DKIM", False, f"ключ «{selector}» отозван: он пустой.", todo)
    todo = "Включите подпись DKIM у хостера почты. Если ключ назван иначе, укажите его имя: --selector имя."
    return Finding("DKIM", False, "ключа под обычными именами нет.", todo)


def dmarc(domain: str, servers: Servers) -> Finding:
    """What others do with letters that are not ours."""
    records = [record for record in texts(f"_dmarc.{domain}", servers) if record.lower().startswith("v=dmarc1")]
    if not records:
        todo = f"Добавьте запись TXT _dmarc.{domain}: «v=DMARC1; p=none; rua=mailto:pochta@{domain}»."
        return Finding("DMARC", False, "записи нет: Почта Mail.ru и Яндекс могут класть письма в спам.", todo)
    policy = re.search(r"(?:^|;)\s*p=(none|quarantine|reject)", records[0], re.IGNORECASE)
    if len(records) > 1 or policy is None:
        return Finding(
            "DMARC", False, f"«{records[0]}» не разобрать.", "Нужна одна запись с «p=none», «p=quarantine» или «p=reject»."
        )
    if policy.group(1).lower() == "none":
        todo = "Когда месяц отчётов покажет, что чужих писем нет, поставьте «p=quarantine»."
        return Finding("DMARC", True, f"«{records[0]}», пока только наблюдает.", todo)
    return Finding("DMARC", True, f"«{records[0]}».")


def answers_arrive(domain: str, servers: Servers) -> Finding:
    """Whether people can answer our letters."""
    if has_mail_host(domain, servers):
        return Finding("MX", True, "ответы на письма есть кому принимать.")
    todo = "Добавьте запись MX или укажите в EMAIL_REPLY_TO адрес, который читают."
    return Finding("MX", False, f"на адреса в {domain} ответить нельзя.", todo)
