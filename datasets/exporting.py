"""One export: a table of a selection in a format, as it was at one moment, as a stream of bytes."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from datasets.formats import Format
from datasets.formats.base import Row
from datasets.rows import Table
from datasets.selection import Selection
from ledger.moment import one_moment
from reports.moment import operation_number


@dataclass(frozen=True)
class Wish:
    """What somebody wants to have; `is_safe` asks for the variant for spreadsheets, where the format has one."""

    selection: Selection
    table: Table
    format: Format
    is_safe: bool = False

    def file_name(self, number: int | None) -> str:
        """project-table-number.suffix, so that two states never share a name; without a number that is not told."""
        variant = "-spreadsheet" if self.is_safe and self.format.write_safe else ""
        state = "" if number is None else f"-{number}"
        return f"{self.selection.project.slug}-{self.table.name}{state}{variant}.{self.format.suffix}"


class Export:
    """The bytes of a wish, and the operation number and count of rows they show.

    The moment begins here and lasts until the bytes are read or `close` is called; iterate in the thread that made it.
    `n_written` rows are in the bytes so far.
    """

    def __init__(self, wish: Wish) -> None:
        self.wish, self.n_written = wish, 0
        with ExitStack() as stack:
            stack.enter_context(one_moment())
            self.number = operation_number(wish.selection.project, wish.selection.member)
            self.n_rows = wish.table.count(wish.selection)
            columns = wish.table.columns(wish.selection)
            self._moment = stack.pop_all()
        write = (wish.format.write_safe if wish.is_safe else None) or wish.format.write
        self._pieces = write(self._counted(wish.table.rows(wish.selection)), columns)

    def _counted(self, rows: Iterator[Row]) -> Iterator[Row]:
        for self.n_written, row in enumerate(rows, 1):
            yield row

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the moment; more than once is as good as once."""
        self._moment.close()
