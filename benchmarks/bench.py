"""Open, save, list, import, export on an installation of its own, each beside the raw limit of the same machine.

usage: python benchmarks/bench.py [sqlite] [postgresql] [open] [save] [list] [import] [export] [--paragraphs 50000]

Both databases and all figures when none is named. There are twice as many passages as paragraphs; the corpus is made
once for each database, and forgotten. PostgreSQL is the one in DATABASE_URL, else one that is started for the run, with
its own cautious settings: every commit is on the disk before it is answered.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
DATABASES = ("sqlite", "postgresql")
NAMES = ("open", "save", "list", "import", "export")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", nargs="*", metavar="database or figure", choices=[[], *DATABASES, *NAMES])
    parser.add_argument("--paragraphs", type=int, default=50_000)
    return parser.parse_args()


def measure(database: str, figures: Sequence[str], n_paragraphs: int) -> None:
    """One database, in this process: the settings read the environment only once."""
    from tests import postgres  # inline, as below: nothing of ours before the environment says where the data is

    named = os.environ.get("DATABASE_URL", "")
    server = postgres.own_server("") if database == "postgresql" and not named else nullcontext(None)
    with tempfile.TemporaryDirectory(prefix="tifa-bench-") as folder, server as own:
        url = "" if database == "sqlite" else own.url if own else named
        os.environ |= {"TIFA_DATA": folder, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from figures import FIGURES, site, table
        from screen.serving import serving

        made = site.make(n_paragraphs, 2 * n_paragraphs)
        call_command("worker", "--until-empty")  # seals and counts the new corpus, or the server would meanwhile
        size = f"{n_paragraphs:,} paragraphs, {2 * n_paragraphs:,} passages"
        print(f"\n{date.today()} · {size} · {site.machine()}\n", flush=True)
        table.head()
        with serving() as made.origin:
            for name in figures:
                FIGURES[name](made)
        django.db.connections.close_all()


def main() -> None:
    options = asked()
    databases = [name for name in DATABASES if name in options.what] or DATABASES
    figures = [name for name in NAMES if name in options.what] or NAMES
    if len(databases) == 1:
        measure(databases[0], figures, options.paragraphs)
        return
    for database in databases:
        command = [sys.executable, __file__, database, *figures, f"--paragraphs={options.paragraphs}"]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
