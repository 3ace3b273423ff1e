"""The only reader of the environment: a wrong value stops the start with one clear line that names the variable."""

import os
import re
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import unquote, urlsplit

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
TRUE, FALSE = {"1", "true", "yes", "on", "да"}, {"0", "false", "no", "off", "нет"}


class WrongSetting(SystemExit):
    """Stops the program; `code` is the sentence printed to standard error."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"Настройка {name}: {why} Что значит каждая настройка: .env.example")


def load_dotenv() -> None:
    """Read `.env` beside manage.py, if there is one; what stands in the real environment wins."""
    path = BASE_DIR / ".env"
    if path.exists():
        environ.Env.read_env(str(path), overwrite=False)


def text(name: str, default: str = "") -> str:
    """The variable's value, or the content of the file named in `<NAME>_FILE` (for secrets); empty counts as not given."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError:
            raise WrongSetting(f"{name}_FILE", f"файл {path} не читается.") from None
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """A yes-or-no variable: 1/0, true/false, yes/no, да/нет and nothing else."""
    value = text(name, "1" if default else "0").lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise WrongSetting(name, f"ожидается 1 или 0, а указано «{value}».")


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    """A whole number between `least` and `most`."""
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise WrongSetting(name, f"ожидается целое число от {least} до {most}, а указано «{value}».")
    return int(value)


def words(name: str) -> list[str]:
    """Comma-separated values, empty ones left out."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise WrongSetting(name, f"ожидается одно из: {', '.join(allowed)}, а указано «{value}».")
    return value


def site_url() -> str:
    """SITE_URL without a closing slash: scheme, host and maybe a port, nothing else."""
    value = text("SITE_URL", f"http://127.0.0.1:{number('PORT', 8000, least=1, most=65535)}").rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise WrongSetting("SITE_URL", f"ожидается адрес вида https://example.org, а указано «{value}».")
    return value


def mail_server(*, local: bool) -> str:
    """EMAIL_URL; empty only on a local machine, where letters stay in the development mailbox."""
    value = text("EMAIL_URL")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"smtp", "smtp+tls", "smtp+ssl"} or not parts.hostname):
        raise WrongSetting("EMAIL_URL", "ожидается адрес вида smtp+tls://имя:пароль@узел:587 (или smtp://, smtp+ssl://).")
    if not value and not local:
        raise WrongSetting("EMAIL_URL", "на рабочем сервере нужен почтовый сервер, например smtp+tls://имя:пароль@узел:587.")
    return value


def is_local(url: str) -> bool:
    """Whether the address points at this machine only."""
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}


def database(default: str) -> dict:
    """Django's database settings from DATABASE_URL; a relative SQLite path counts from the project root."""
    value = text("DATABASE_URL") or default
    try:
        config = environ.Env.db_url_config(value)
    except Exception:
        raise WrongSetting("DATABASE_URL", "адрес базы не разобрать, нужен вид postgres://имя:пароль@узел:5432/база.") from None
    engine = config.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        path = Path(config["NAME"])
        config["NAME"] = str(path if path.is_absolute() else BASE_DIR / path)
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
        }
        config["CONN_MAX_AGE"] = 60  # a new connection reads the whole schema anew: 4 ms of each request
        return config
    if engine.endswith("postgresql"):
        config["HOST"] = unquote(config["HOST"])  # a folder of sockets: postgres://имя@%2Fvar%2Frun%2Fpostgresql/база
        config["CONN_HEALTH_CHECKS"] = True
        config["CONN_MAX_AGE"] = 60
        config["OPTIONS"] = {"options": "-c lock_timeout=3000 -c default_transaction_isolation=read\\ committed"}
        return config
    raise WrongSetting("DATABASE_URL", "подходят только SQLite и PostgreSQL.")


def secrets(name: str, *, local: bool) -> list[str]:
    """Signing keys of at least 50 characters, comma-separated; on a local machine one is made once and kept in var/ (0600)."""
    values = words(name)
    if any(len(value) < 50 for value in values):
        raise WrongSetting(name, "ключ короче 50 знаков.")
    if not values and not local:
        raise WrongSetting(name, "на рабочем сервере ключ обязателен.")
    return values or [_local_secret(name)]


def _local_secret(name: str) -> str:
    path = BASE_DIR / "var" / f"{name.lower()}.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
