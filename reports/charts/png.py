"""A chart as PNG, by resvg, on white and twice as large as on the page.

Latin letters come from Noto Sans, which is installed with Tifa. Chinese needs a font of the machine; where there is
none, the picture is refused instead of being drawn with gaps.
"""

from functools import cache

import fontpkg
import resvg_py
from django.utils.translation import gettext_lazy as _

from ledger.problems import Problem
from reports.charts.base import Chart
from reports.charts.shapes import HAN

FONT = "Noto Sans"
PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="4" y="30" font-size="24">%s</text></svg>'
)
MISSING = _(
    "This machine has no font with Chinese characters, so the picture cannot be drawn here. Take the SVG, which your "
    "own machine draws, or have a font such as Noto Sans CJK installed on the server."
)
NOBODYS = "\U0010fffd"  # a character of private use, which no font has


class NoFont(Problem):
    """No font of this machine has the characters of the picture."""

    rule = "no-font"


def write(chart: Chart) -> bytes:
    """Raises NoFont."""
    if any(HAN.search(text) for text in chart.words()) and not has_chinese():
        raise NoFont(str(MISSING))
    return draw(chart.file(), 2)


def draw(svg: str, zoom: int) -> bytes:
    font = str(fontpkg.path(FONT))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, background="#ffffff", zoom=zoom, font_files=[font], font_family=FONT, sans_serif_family=FONT
        )
    )


@cache
def has_chinese() -> bool:
    """Whether a font with Chinese is found: it is drawn, and looks different from a character that nobody has."""
    return draw(PROBE % "\u4e2d", 1) != draw(PROBE % NOBODYS, 1)
