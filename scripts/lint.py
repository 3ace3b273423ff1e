"""`make lint` and `make fmt`: how it is written. Every tool speaks for itself; the last line says what is not in order."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TEMPLATES = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "templates").rglob("*.html"))]
CHECKS = {
    "ruff": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "djade": ["djade", "--check", "--target-version", "5.2", *TEMPLATES],
    "djlint": ["djlint", "templates", "--lint", "--quiet"],
    "этажи (import-linter)": ["lint-imports", "pyproject.toml"],
    "типы (mypy)": ["mypy"],
}
FIXES = {
    "ruff": ["ruff", "check", "--fix", "."],
    "ruff format": ["ruff", "format", "."],
    "djade": ["djade", "--target-version", "5.2", *TEMPLATES],
}


def main() -> int:
    """Run all tools, then name those that found something."""
    found = []
    for name, command in (FIXES if "--fix" in sys.argv[1:] else CHECKS).items():
        print(f"── {name}", flush=True)
        if subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=False).returncode:
            found.append(name)
    print(f"Не в порядке: {', '.join(found)}" if found else "Всё в порядке.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
