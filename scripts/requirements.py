"""`make requirements`: pins and hashes everything of pyproject.toml into the three requirements files.

No host may stand in the results, so the lists are resolved without this machine's own configuration (`--no-config`).
Everything is resolved together first and each list is held to that: a developer runs the very versions the server runs.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ["uv", "pip", "compile", "pyproject.toml", "--quiet", "--no-annotate", "--no-header", "--no-config"]
COMPILE += ["--only-binary", ":all:", "--python-version", "3.11", "--universal"]
LISTS = {"requirements.txt": [], "requirements-s3.txt": ["--extra", "s3"], "requirements-dev.txt": ["--extra", "dev"]}


def compile_list(name: str, *options: str) -> None:
    """Write one list; uv's own sentence stops the run when the ranges of pyproject.toml cannot be met."""
    command = [str(Path(sys.executable).parent / COMPILE[0]), *COMPILE[1:], *options, "--output-file", name]
    if subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"Не получилось составить {name}: что мешает, сказано выше.")


def main() -> None:
    """All lists anew; with `--upgrade` the newest versions within the ranges, without it the pins that stand."""
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder) / "together.txt"
        if "--upgrade" not in sys.argv[1:]:
            # uv prefers what stands in the file it is about to write, and leaves it where the ranges ask for more
            together.write_text("\n".join((ROOT / name).read_text() for name in LISTS if (ROOT / name).exists()))
        compile_list(str(together), "--all-extras")
        for name, extra in LISTS.items():
            compile_list(name, *extra, "--generate-hashes", "--constraint", str(together))
            print(f"{name}: готово", flush=True)


if __name__ == "__main__":
    main()
