"""Charts, one file a kind: each is readable without colour, and stands beside a table with the same figures."""

from reports.charts.bars import Bar, Bars
from reports.charts.base import Axis, Chart
from reports.charts.dots import Dot, Dots, Row
from reports.charts.heat import Heat
from reports.charts.lines import Lines, Series
from reports.charts.strip import Lane, Strip

__all__ = ["Axis", "Bar", "Bars", "Chart", "Dot", "Dots", "Heat", "Lane", "Lines", "Row", "Series", "Strip"]
