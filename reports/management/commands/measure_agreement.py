"""`manage.py measure_agreement FILE.csv`: every figure of agreement that a file of codings has, without a project."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ledger.commands import NotThere, Refusal, TifaCommand
from reports import bootstrap
from reports.measuring import coding, reading, telling, unitizing
from reports.measuring.figures import Drawing
from reports.measuring.reading import Coded, Passages


class Command(TifaCommand):
    help = (
        "Measures the agreement of the coders in a CSV file: unit, coder, value; or coder, start, end, value, length."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--key", metavar="CODER", help="whose values are the answer key: precision and recall")
        parser.add_argument("--continuous", action="store_true", help="passages: offsets are no whole characters")
        parser.add_argument("--draws", type=int, default=bootstrap.DRAWS, help="of the bootstrap (1000)")
        parser.add_argument("--seed", type=int, default=bootstrap.SEED)
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["draws"] < 1 or options["seed"] < 0:
            raise Refusal("Draws are 1 or more, the seed is 0 or more.", field="draws")
        found = _measured(_read(options["file"]), options)
        for line in telling.lines(found):
            self.stdout.write(line)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, allow_nan=False))


def _read(path: Path) -> Coded | Passages:
    try:
        return reading.read(path.read_bytes())
    except OSError as error:
        raise NotThere(f"{path} cannot be read: {error.strerror}.", field="file") from error
    except reading.Faulty as faulty:
        raise Refusal("\n".join(faulty.faults), field="file") from faulty


def _measured(said: Coded | Passages, options: dict[str, Any]) -> dict[str, Any]:
    drawing, key = Drawing(options["draws"], options["seed"]), options["key"]
    if key is not None and key not in said.coders:
        raise NotThere(f"There is no coder {key!r} in the file.", field="key")
    if isinstance(said, Passages):
        return unitizing.measure(said, drawing, is_continuous=options["continuous"])
    return coding.measure(said, drawing, key)
