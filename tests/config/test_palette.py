"""The colours of static/css/tokens.css can be read, and told apart, by people of every colour vision.

Contrast is WCAG 2.2's. Distance is Euclidean in OKLab (Ottosson 2020, "A perceptual color space for image processing"),
times 100. Colour blindness is simulated by the severity-1.0 matrices of Machado, Oliveira and Fernandes 2009, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", on linear sRGB.
"""

import itertools
import math
import re
from collections.abc import Iterator

import pytest
from django.conf import settings

Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
HUES = [f"hue-{n}" for n in range(1, 9)]
PAPERS = ["paper", "paper-raised", "paper-sunk"]
MODES = {"light": 0, "dark": 1}
VISIONS: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_LMS: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def token(name: str, mode: str) -> Colour:
    """A token's colour as linear sRGB in [0, 1]."""
    red, green, blue = (linear(part) for part in encoded(name, mode))
    return red, green, blue


def encoded(name: str, mode: str) -> Colour:
    """A token's colour as the style sheet writes it: sRGB in [0, 1], in which browsers blend."""
    found = re.search(rf"--{name}: light-dark\(#(\w{{6}}), #(\w{{6}})\);", TOKENS)
    assert found, f"--{name} is no light-dark() pair of #rrggbb"
    digits = found[1 + MODES[mode]]
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def times(matrix: Matrix, colour: Colour) -> Colour:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2 contrast ratio in [1, 21]."""
    bright, dim = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05 for r, g, b in (one, other)), reverse=True)
    return bright / dim


def seen(colour: Colour, vision: str) -> Colour:
    """OKLab coordinates of a colour as somebody sees it."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in times(VISIONS[vision], colour))
    long, medium, short = (math.cbrt(part) for part in times(TO_LMS, (red, green, blue)))
    return times(TO_LAB, (long, medium, short))


def distances(mode: str, vision: str) -> Iterator[tuple[float, str, str]]:
    for one, other in itertools.combinations(HUES, 2):
        yield 100 * math.dist(seen(token(one, mode), vision), seen(token(other, mode), vision)), one, other


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("mode", MODES)
def test_hues_differ_by_nine_oklab_hundredths(mode: str, vision: str) -> None:
    worst = min(distances(mode, vision))
    assert worst[0] >= 9, worst


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", ["paper", "paper-raised"])
@pytest.mark.parametrize("name", [*HUES, "line-strong", "accent"])
def test_line_of_meaning_stands_out_from_paper(name: str, paper: str, mode: str) -> None:
    assert contrast(token(name, mode), token(paper, mode)) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", [*PAPERS, "accent-soft", "good-soft", "warn-soft", "bad-soft"])
@pytest.mark.parametrize("name", ["ink", "ink-soft", "accent"])
def test_text_is_readable_on_every_ground(name: str, paper: str, mode: str) -> None:
    assert contrast(token(name, mode), token(paper, mode)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["good", "warn", "bad"])
def test_coloured_text_is_readable(name: str, mode: str) -> None:
    for paper in [*PAPERS, f"{name}-soft"]:
        assert contrast(token(name, mode), token(paper, mode)) >= 4.5, paper


@pytest.mark.parametrize("mode", MODES)
def test_button_text_is_readable(mode: str) -> None:
    assert contrast(token("accent-ink", mode), token("accent", mode)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("hue", HUES)
def test_ink_is_readable_on_tinted_text(hue: str, mode: str) -> None:
    """A passage's tint is at most 16 % of its hue over the paper."""
    pairs = zip(encoded(hue, mode), encoded("paper", mode), strict=True)
    red, green, blue = (linear(0.16 * tint + 0.84 * paper) for tint, paper in pairs)
    assert contrast(token("ink", mode), (red, green, blue)) >= 7


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
