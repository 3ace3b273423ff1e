"""Test databases are copies of one migrated template, made anew when any migration changes."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from people.permissions import table


def _sources() -> dict[str, str]:
    """What a migrated database is made of: file → hash; of a library's migration only its name."""
    found = {}
    for config in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            ours = Path(config.path).is_relative_to(settings.BASE_DIR) and ".venv" not in config.path
            found[f"{config.label}/{path.name}"] = hashlib.sha256(path.read_bytes() if ours else b"").hexdigest()
    # data migrations read these
    for path in sorted((settings.BASE_DIR / "home" / "demo").glob("[ct]*.toml")):
        found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def migrations_stamp() -> str:
    """Hash of all migrations of the project and its libraries, and of the rights granted after them."""
    granted = sorted((role, sorted(names)) for role, names in table().items())
    return hashlib.sha256(repr((sorted(_sources().items()), granted)).encode()).hexdigest()[:12]


def prepare_from_template(connection: BaseDatabaseWrapper, worker: str) -> Callable[[], None]:
    """Point the connection at a fresh copy of the template (made first if there is none); returns what removes the copy."""
    make = _sqlite if connection.vendor == "sqlite" else _postgres
    return make(connection, worker, migrations_stamp())


def copy_of_template(name: str) -> tuple[dict, Callable[[], None]]:
    """A further copy for processes of a test's own: settings of the database and what removes it; after `django_db_setup`."""
    connection, stamp = connections["default"], migrations_stamp()
    config = connection.settings_dict.copy()
    if connection.vendor == "sqlite":
        folder = settings.VAR_DIR / "test"
        copy = folder / f"{Path(config['NAME']).stem}-{name}.sqlite3"
        _remove_sqlite(copy)
        shutil.copyfile(folder / f"template-{stamp}.sqlite3", copy)
        return config | {"NAME": str(copy)}, lambda: _remove_sqlite(copy)
    copy_name = f"{config['NAME']}_{name}"

    def drop() -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy_name}" WITH (FORCE)')

    drop()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy_name}" TEMPLATE "fms_template_{stamp}"')
    return config | {"NAME": copy_name}, drop


def _sqlite(connection: BaseDatabaseWrapper, worker: str, stamp: str) -> Callable[[], None]:
    folder = settings.VAR_DIR / "test"
    folder.mkdir(parents=True, exist_ok=True)
    template = folder / f"template-{stamp}.sqlite3"
    with _lock(folder / "template.lock"):
        if not template.exists():
            draft = folder / f"draft-{stamp}.sqlite3"
            _start_from_the_last(folder, draft)
            _use(connection, str(draft))
            call_command("migrate", verbosity=0, interactive=False)
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            draft.rename(template)
            template.with_suffix(".json").write_text(json.dumps(_sources()))
    name = Path(connection.settings_dict["TEST"]["NAME"] or folder / "suite.sqlite3")
    copy = name.with_name(f"{name.stem}{worker}.sqlite3")
    _remove_sqlite(copy)
    shutil.copyfile(template, copy)
    _use(connection, str(copy))

    def finish() -> None:
        connection.close()
        _remove_sqlite(copy)

    return finish


def _start_from_the_last(folder: Path, draft: Path) -> None:
    """The last template, if all its migrations stand as they were: then only the new ones run. Older ones are removed."""
    _remove_sqlite(draft)
    now = _sources().items()
    for old in folder.glob("template-*.sqlite3"):
        told = old.with_suffix(".json")
        if told.exists() and json.loads(told.read_text()).items() <= now and not draft.exists():
            shutil.copyfile(old, draft)
        _remove_sqlite(old)
        told.unlink(missing_ok=True)


def _postgres(connection: BaseDatabaseWrapper, worker: str, stamp: str) -> Callable[[], None]:
    template = f"fms_template_{stamp}"
    name = connection.settings_dict["TEST"]["NAME"] + worker
    (settings.VAR_DIR / "test").mkdir(parents=True, exist_ok=True)
    with _lock(settings.VAR_DIR / "test" / "postgres.lock"):
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [template])
            ready = cursor.fetchone()
        if not ready:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{template}"')
                cursor.execute(f"CREATE DATABASE \"{template}\" ENCODING 'UTF8' TEMPLATE template0")
            _use(connection, template)
            call_command("migrate", verbosity=0, interactive=False)
            connection.close()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'ALTER DATABASE "{template}" IS_TEMPLATE true')
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _use(connection, name)

    def finish() -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    return finish


def address_of(config: dict) -> str:
    """The DATABASE_URL under which another process opens the database of these settings; a host may be a folder of sockets."""
    if config["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{config['NAME']}"
    user, password, host = (quote(str(config[name] or ""), safe="") for name in ("USER", "PASSWORD", "HOST"))
    port = f":{config['PORT']}" if config["PORT"] else ""
    return f"postgres://{user}{f':{password}' if password else ''}@{host}{port}/{config['NAME']}"


def _use(connection: BaseDatabaseWrapper, name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    connections.databases[connection.alias]["NAME"] = name


def _remove_sqlite(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


class _lock:  # noqa: N801  (reads as a verb at its place)
    """A lock between the workers of one run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        import fcntl

        self.file = self.path.open("w")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *args: object) -> None:
        self.file.close()
