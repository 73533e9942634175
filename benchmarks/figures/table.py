"""Rows of a Markdown table: ours, the raw limit beside it, how many times that is, and what is promised."""

import time
from collections.abc import Callable, Sequence
from typing import Any

HEAD = ("figure", "ours", "raw limit", "times", "promised")
WIDTHS = (62, 22, 22, 6, 16)


def head() -> None:
    _show(HEAD)
    _show(["-" * width for width in WIDTHS])


def row(figure: str, ours: float, raw: float | None, promised: str = "", unit: str = "ms") -> None:
    """One figure. `unit` is ms or s, of which little is good, or "/s", of which much is."""
    times = "" if not raw else f"{(raw / ours if unit == '/s' else ours / raw):.1f}"
    _show((figure, _said(ours, unit), "" if raw is None else _said(raw, unit), times, promised))


def share(values: Sequence[float], part: float) -> float:
    """The value that so great a part of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def timed(run: Callable[[], Any], times: int = 30) -> list[float]:
    """Milliseconds of each of so many runs, after one that does not count."""
    run()
    return [_once(run) for _ in range(times)]


def _once(run: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - begun)


def _said(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".replace(" /s", "/s")


def _show(cells: Sequence[str]) -> None:
    print("| " + " | ".join(f"{cell:{width}}" for cell, width in zip(cells, WIDTHS, strict=True)) + " |", flush=True)
