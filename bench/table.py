"""One table for all parts: what was measured, what came out, what was asked."""

NAME, VALUE = 52, 12


def head() -> None:
    """The first lines; the parts print the rows in processes of their own."""
    print(f"{'что':<{NAME}}{'вышло':>{VALUE}}{'цель':>{VALUE}}", flush=True)
    print("-" * (NAME + 2 * VALUE), flush=True)


def title(words: str) -> None:
    print(f"\n{words}", flush=True)


def row(name: str, value: float, target: float | None = None, unit: str = "", *, least: bool = False) -> bool:
    """One line; marked if the value is above the target (below it, where the target is the least). Says whether it is met."""
    met = target is None or (value >= target if least else value <= target)
    asked = "" if target is None else f"{'≥' if least else '≤'} {said(target)}"
    print(
        f"  {name:<{NAME - 2}}{said(value) + (' ' + unit if unit else ''):>{VALUE}}{asked:>{VALUE}}{'' if met else '  ← мимо'}",
        flush=True,
    )
    return met


def said(value: float) -> str:
    """2.50 → «2,5», 7600.0 → «7600»."""
    short = f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"
    return (short.rstrip("0").rstrip(".") if "." in short else short).replace(".", ",")
