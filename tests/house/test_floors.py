"""The house stands: floors, order inside an app, no circles, calm files (architecture, house style)."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("core", "regions", "people", "applications", "school", "practices", "events", "home", "dashboard", "cms")
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 50, 120
JUNK = {"utils.py", "helpers.py", "misc.py", "common.py", "stuff.py"}


def sources(*, migrations: bool = False) -> Iterator[tuple[str, str]]:
    for app in (*APPS, "scripts", "bench", "tests"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if migrations or "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_imports_run_downwards() -> None:
    """In a process of its own: import-linter switches the loggers of its process off."""
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", ROOT / "pyproject.toml"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def hidden_imports(name: str, text: str) -> Iterator[str]:
    """Imports of our own code inside a function: the layout has a question to answer."""
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if function.name == "ready":  # AppConfig.ready: models are there only then
            continue
        for node in ast.walk(function):
            modules = []
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module]
            elif isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            yield from (f"{name}:{node.lineno} {module}" for module in modules if module.split(".")[0] in APPS)


def test_no_import_of_ours_hides_in_a_function() -> None:
    found = [line for name, text in sources() if not name.startswith("tests/") for line in hidden_imports(name, text)]
    assert found == []


def test_files_hold_one_subject() -> None:
    found = [f"{name}: {text.count(chr(10))}" for name, text in sources() if text.count("\n") > FILE_LINES]
    assert found == []


def test_functions_are_short() -> None:
    found = []
    for name, text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno - node.lineno >= FUNCTION_LINES:
                found.append(f"{name}:{node.lineno} {node.name}")
    assert found == []


def test_files_are_named_by_their_subject() -> None:
    assert [name for name, _text in sources() if name.rsplit("/", 1)[-1] in JUNK] == []


def test_templates_are_short() -> None:
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > TEMPLATE_LINES:
            found.append(f"{path.relative_to(ROOT)}: {lines}")
    assert found == []


def test_nobody_imports_the_roof() -> None:
    found = [name for name, text in sources() if name.split("/")[0] in APPS[:-1] and ("import cms" in text or "from cms" in text)]
    assert found == []
