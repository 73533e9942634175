"""The figures of passages: of each value and of all together."""

from dataclasses import replace
from typing import Any

from reports.measures import SPAN_MEASURES
from reports.measures.alpha_u import ALPHA_U, alpha_u, alpha_u_many
from reports.measures.continuum import Continuum, lay_out
from reports.measuring.figures import Drawing
from reports.measuring.reading import Passages

NEEDED = "they need the columns unit, coder and value"
COEFFICIENT = "Krippendorff 1995, 2004 (squared distances of boundaries; not the family of 2016)"


def measure(passages: Passages, drawing: Drawing, *, is_continuous: bool = False) -> dict[str, Any]:
    """The figures of boundaries; `is_continuous`: the line can be divided without end, so offsets count nothing."""
    step = 0 if is_continuous else 1
    lines = {value: lay_out(passages.lengths, coders) for value, coders in sorted(passages.themes.items())}
    of_step = replace(
        ALPHA_U,
        compute=lambda line: alpha_u(line, step=step),
        compute_many=lambda line, weights: alpha_u_many([line], weights, step=step),
    )
    measures = [of_step if each is ALPHA_U else each for each in SPAN_MEASURES]
    found: dict[str, Any] = {
        "coders": passages.coders,
        "documents": len(passages.documents),
        "characters": sum(passages.lengths),
        "coefficient": COEFFICIENT,
        "themes": [
            {
                "value": value,
                "passages": _counts(passages.coders, line),
                "figures": {each.name: drawing.of_spans(each, line) for each in measures},
            }
            for value, line in lines.items()
        ],
        "not_available": [
            {"figure": "percent, alpha, kappa, F1, AC1 of units, alpha of sets", "reason": NEEDED},
        ],
    }
    if lines:
        together = replace(
            ALPHA_U,
            compute=lambda _line: alpha_u(*lines.values(), step=step),
            compute_many=lambda _line, weights: alpha_u_many(list(lines.values()), weights, step=step),
        )
        found["all"] = {"alpha_u": drawing.of_spans(together, next(iter(lines.values())))}
    return found


def _counts(coders: list[str], line: Continuum) -> dict[str, int]:
    """Passages of each coder, after joining what overlaps."""
    return {coder: len(marked.starts) for coder, marked in zip(coders, line.coders, strict=True)}
