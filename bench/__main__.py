"""`make bench`: each measure in a process of its own; `make bench BENCH="pages search"` chooses."""

import subprocess
import sys
from pathlib import Path

from bench.table import head

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("pages", "search", "growth", "register", "people", "firstview", "load")


def main() -> int:
    """Run the chosen parts; the first that fails is told by its code."""
    chosen = sys.argv[1:] or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        sys.exit(f"Нет такого измерения: {', '.join(sorted(unknown))}. Есть: {', '.join(PARTS)}")
    code = 0
    head()
    for part in chosen:
        code = subprocess.run([sys.executable, "-m", f"bench.{part}"], cwd=ROOT, check=False).returncode or code
    return code


if __name__ == "__main__":
    sys.exit(main())
