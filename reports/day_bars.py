"""A bar for each day, in the pixels of a small picture (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, ROOM, GAP = 20, 72, 18, 4  # of a day, of the highest bar, for the number above it, between days


@dataclass(frozen=True)
class DayBar:
    """`x` and `y` are of its upper left corner; `middle` and `above` where its number stands, "" for none."""

    x: int
    y: int
    height: int
    middle: int
    above: int
    text: str


@dataclass(frozen=True)
class DayBars:
    """The whole picture is `width` by `height`; the days stand on `foot`."""

    bars: Sequence[DayBar]

    @property
    def bar_width(self) -> int:
        return WIDTH - GAP

    @property
    def width(self) -> int:
        return WIDTH * len(self.bars)

    @property
    def foot(self) -> int:
        return ROOM + HEIGHT

    @property
    def height(self) -> int:
        return self.foot + 2


def drawn(numbers: Sequence[int]) -> DayBars:
    """The largest number has the highest bar; 0 has none, and any other a pixel at least."""
    largest = max(numbers, default=0) or 1
    heights = [max(round(HEIGHT * n / largest), 1) if n else 0 for n in numbers]
    bars = [
        DayBar(
            x=WIDTH * place + GAP // 2,
            y=ROOM + HEIGHT - height,
            height=height,
            middle=WIDTH * place + WIDTH // 2,
            above=ROOM + HEIGHT - height - 4,
            text=str(n) if n else "",
        )
        for place, (n, height) in enumerate(zip(numbers, heights, strict=True))
    ]
    return DayBars(bars)
