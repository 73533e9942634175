"""A figure of a page: a table, its picture where there is one, and the files in which both leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports import tables
from reports.charts import Chart, png
from reports.links import Links
from reports.tables import Table


@dataclass(frozen=True)
class File:
    """One file to download."""

    suffix: str
    title: str
    href: str


@dataclass(frozen=True)
class Figure:
    """`name` is that of the address and of the file; `links` those of its page, whose parameters a file keeps."""

    name: str
    table: Table
    links: Links
    chart: Chart | None = None

    @property
    def files(self) -> list[File]:
        return offered(self.name, self.links, self.suffixes)

    @property
    def suffixes(self) -> list[str]:
        return [each for each, format in FORMATS.items() if self.chart or not format.is_picture]

    def file_name(self, suffix: str) -> str:
        scope = self.links.scope
        return "-".join([self.name, scope.project.slug, "round", str(scope.round.pk), *scope.otherwise]) + f".{suffix}"


@dataclass(frozen=True)
class Format:
    title: str
    media_type: str
    write: Callable[[Any], bytes]
    is_picture: bool = False


FORMATS: Mapping[str, Format] = {
    **{each.suffix: Format(each.title, each.media_type, each.write) for each in tables.FORMATS},
    "svg": Format("SVG", "image/svg+xml", lambda chart: chart.file().encode(), is_picture=True),
    "png": Format("PNG", "image/png", png.write, is_picture=True),
}


def offered(name: str, links: Links, suffixes: Sequence[str] | None = None) -> list[File]:
    """The files of a figure of that name in some formats (None: in all), without making it."""
    return [File(each, FORMATS[each].title, links.figure(name, each)) for each in suffixes or FORMATS]


def written(figure: Figure, suffix: str) -> tuple[bytes, str]:
    """The bytes of one of the figure's files, and their media type; raises KeyError where it has no such file."""
    if suffix not in figure.suffixes:
        raise KeyError(suffix)
    format = FORMATS[suffix]
    return format.write(figure.chart if format.is_picture else figure.table), format.media_type
