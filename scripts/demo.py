"""`make demo`: the demo from the beginning. Asks first, because everything in the local database goes."""

import subprocess
import sys
from pathlib import Path

from cms import env


def main() -> None:
    """Remove the SQLite file after a «да», then prepare and load; another database is never emptied from here."""
    env.load_dotenv()
    base = env.database("sqlite:///var/db.sqlite3")
    if not base["ENGINE"].endswith("sqlite3"):
        sys.exit("База — PostgreSQL: заведите пустую (createdb) и укажите её в DATABASE_URL, затем make run.")
    path = Path(base["NAME"])
    if path.exists():
        print(f"Всё, что есть в базе {path}, будет стёрто, и показательное содержание заведено заново.")
        if not sys.stdin.isatty() or input("Продолжить? (да/нет) ").strip().lower() not in {"да", "д", "yes", "y"}:
            sys.exit("Ничего не изменилось.")
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    sys.exit(subprocess.run([sys.executable, "manage.py", "prepare", "--then", "load_demo"], check=False).returncode)


if __name__ == "__main__":
    main()
