"""What charts are drawn with: boxes, lines, paths, texts, marks. Lengths are CSS pixels, y grows downwards (pure)."""

import re
from dataclasses import dataclass
from math import ceil, floor, log10

FONT_SIZE = 12
HAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # XML has no such characters

# Marks of a series, told by their form; paths around (0, 0).
MARKS = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",  # circle
    "M-4-4h8v8h-8z",  # square
    "M0-5.5L5 4H-5z",  # triangle
    "M0-5.5L5.5 0L0 5.5L-5.5 0z",  # diamond
    "M-4.5-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3z",  # cross
    "M0 5.5L5-4H-5z",  # triangle upside down
)


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    css: str
    kind: str = "box"


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    css: str
    kind: str = "line"


@dataclass(frozen=True)
class Path:
    """`d` as SVG has it, drawn from (x, y)."""

    d: str
    css: str
    x: float = 0
    y: float = 0
    kind: str = "path"


@dataclass(frozen=True)
class Text:
    """`anchor` is start, middle or end; `turn` degrees clockwise around (x, y)."""

    x: float
    y: float
    text: str
    css: str = "chart-text"
    anchor: str = "start"
    turn: float = 0
    kind: str = "text"

    @property
    def writable(self) -> str:
        return UNWRITABLE.sub("\ufffd", self.text)

    @property
    def is_chinese(self) -> bool:
        """Whether it needs a font with Chinese characters; those have Latin letters too."""
        return bool(HAN.search(self.text))


Shape = Box | Line | Path | Text


def mark(series: int, x: float, y: float, css: str) -> Path:
    """The mark of a series, by its number; from the seventh on they come again."""
    return Path(MARKS[series % len(MARKS)], css, round(x, 1), round(y, 1))


def width_of(text: str, size: float = FONT_SIZE) -> float:
    """About how wide a text is in a sans-serif font: whoever draws may have another one."""
    n_han = sum(len(piece) for piece in HAN.findall(text))
    return (n_han + 0.58 * (len(text) - n_han)) * size


def fitted(text: str, width: float, size: float = FONT_SIZE) -> str:
    """The text, or as much of it as fits, with "…" behind."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers (1, 2 or 5 times a power of ten) from at most `low` to at least `high`."""
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / about))
    step = next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= about)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, max(last, first + 1) + 1)]
