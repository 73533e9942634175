"""Charts: every kind is well-formed SVG with its figures in words, told by form and not only by colour."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from reports.charts import Axis, Bar, Bars, Chart, Dot, Dots, Heat, Lane, Lines, Row, Series, Strip, png
from reports.charts.shapes import MARKS, fitted, ticks, width_of
from reports.tables import Cell, Head, Table

EVIL = '<script>alert(1)</script> & "x" \x0b ]]>'
AXIS = Axis(0, 1, lambda value: f"{value:.0%}", "Share")
WHAT: dict[str, Any] = {"name": "figure", "title": "Themes 主题", "note": f"Of 5 sentences. {EVIL}"}
NAMES = ["OPEN Opening up", "贸易", EVIL]
CHARTS: list[Chart] = [
    Bars(**WHAT, bars=[Bar(name, value, f"{value}") for name, value in zip(NAMES, (0.4, 0, None), strict=True)]),
    Dots(
        **WHAT,
        axis=AXIS,
        series=["2020", "2021"],
        rules=[(0.8, ".800")],
        rows=[Row(name, [Dot(0.5, 0.2, 0.7), Dot(0.4)], ".50") for name in NAMES] + [Row("none", [None, None], "–")],
    ),
    Lines(
        **WHAT,
        axis=AXIS,
        labels=["2019", "2020", "2021", "undated"],
        series=[Series(name, [Dot(0.1), None, Dot(0.5, 0.3, 0.9), Dot(0.2)]) for name in NAMES],
    ),
    Heat(**WHAT, table=Table("t", "", [Head(name) for name in NAMES], [[Cell("a"), Cell(1, level=5), Cell(None)]])),
    Strip(**WHAT, length=100, lanes=[Lane(name, [(0, 10), (99, 100)], "2") for name in NAMES], rules=[(50, "3")]),
]
BY_KIND = pytest.mark.parametrize("chart", CHARTS, ids=[type(chart).__name__ for chart in CHARTS])


@BY_KIND
def test_chart_is_well_formed_and_names_are_text(chart: Chart) -> None:
    for svg in (chart.svg(), chart.file()):
        root = ElementTree.fromstring(svg)
        assert [element for element in root.iter() if element.tag.endswith("script")] == []
        assert "alert(1)" in "".join(root.itertext())
        assert "nan" not in svg


@BY_KIND
def test_chart_on_a_page_has_no_style_of_its_own(chart: Chart) -> None:
    assert "style" not in re.sub(r">[^<]*<", "><", chart.svg())


@BY_KIND
def test_chart_by_itself_is_drawn(chart: Chart) -> None:
    if png.has_chinese():
        assert png.write(chart)[:8] == b"\x89PNG\r\n\x1a\n"


@BY_KIND
def test_everything_is_drawn_inside_the_sheet(chart: Chart) -> None:
    for shape in chart.shapes:
        across = [getattr(shape, name) for name in ("x", "x1", "x2") if hasattr(shape, name)]
        assert all(0 <= x <= chart.width for x in across), shape
        down = [getattr(shape, name) for name in ("y", "y1", "y2") if hasattr(shape, name)]
        assert all(-chart.top <= y <= chart.height - chart.top for y in down), shape


@pytest.mark.parametrize("chart", CHARTS[1:3], ids=["Dots", "Lines"])
def test_series_are_told_apart_by_their_marks(chart: Chart) -> None:
    drawn = {path.get("d") for path in ElementTree.fromstring(chart.svg()).findall(".//{*}path")}
    assert len(drawn & set(MARKS)) == (2 if isinstance(chart, Dots) else 3)


def test_cell_of_a_heat_map_has_its_number() -> None:
    assert {"1", "–"} <= set(CHARTS[3].words())


def test_bars_are_as_long_as_their_values() -> None:
    bars = Bars(name="b", title="b", bars=[Bar("a", 1, "1"), Bar("b", 2, "2")])
    one, two = (shape.width for shape in bars.shapes if shape.kind == "box")
    assert two == pytest.approx(2 * one, abs=0.2)


def test_line_is_interrupted_where_there_is_no_figure() -> None:
    line = next(
        shape for shape in CHARTS[2].shapes if shape.css == "chart-line chart-series-0" and shape.kind == "path"
    )
    assert (line.d.count("M"), line.d.count("L")) == (2, 1)


def test_picture_without_a_font_for_its_names_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "has_chinese", lambda: False)
    with pytest.raises(png.NoFont):
        png.write(CHARTS[0])
    assert png.write(Bars(name="b", title="Latin", bars=[]))


def test_letters_are_drawn_without_fonts_of_the_machine() -> None:
    """The letters of an installed package are found by their family: the picture differs from one of nothing."""
    drawn = png.draw(png.PROBE % "a", 1)
    assert drawn != png.draw(png.PROBE % " ", 1)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (0, 0.031, [0, 0.01, 0.02, 0.03, 0.04]),
        (0, 0, [0, 0.2]),
        (-0.3, 0.4, None),
    ],
)
def test_ticks_are_round_and_reach_both_ends(low: float, high: float, expected: list[float] | None) -> None:
    found = ticks(low, high)
    assert expected is None or found == expected
    assert found[0] <= low <= high <= found[-1] or high == 0


def test_long_names_are_cut_to_their_column() -> None:
    assert fitted("short", 100) == "short"
    assert width_of(fitted("对外开放" * 20, 100)) <= 100
