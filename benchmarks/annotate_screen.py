"""What somebody at the annotate screen waits for, in Chromium against a server of its own, beside what is promised.

usage: python benchmarks/annotate_screen.py     a few minutes; the data is invented, in a folder that goes away again
"""

import os
import platform
import re
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"TIFA_DATA": FOLDER.name, "DJANGO_SETTINGS_MODULE": "config.settings"}

import django  # noqa: E402 -- after the settings' environment

django.setup()

from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from screen import study  # noqa: E402
from screen.browser import Keys, Opening, screen  # noqa: E402
from screen.serving import serving  # noqa: E402

from tests import chromium  # noqa: E402

TIMES = 9  # openings of each document
HUNDREDS = 3  # times hundred keys, each on a page of its own
CYCLES = 500
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def show(figure: str, promised: str, measured: str) -> None:
    print(f"| {figure:58} | {promised:8} | {measured:34} |", flush=True)


def share(values: list[float], part: float) -> float:
    """The value that so great a part of them does not exceed."""
    return sorted(values)[min(len(values) - 1, round(part * len(values)))]


def times(values: list[float]) -> str:
    return f"{share(values, 0.95):.0f} ms (median {median(values):.0f}, worst {max(values):.0f})"


def frames(values: list[float]) -> str:
    late = sum(value > 50 for value in values) / len(values)
    return f"longest {max(values):.0f} ms; {late:.1%} over 50 ms"


class Figures:
    def __init__(self, browser: Browser, origin: str, made: study.Study) -> None:
        self.browser, self.origin, self.made = browser, origin, made

    def screen(self):
        return screen(self.browser, self.origin, self.made.session)

    def all(self) -> None:
        self.opening("short", "25 paragraphs", "")
        self.opening("long", "2,000 paragraphs", "1 s")
        self.keys("dense", "300 passages", "50 ms")
        self.keys("long", "3,000 passages", "100 ms")
        self.palette()
        self.scrolling()
        self.mouse()
        self.growth()

    def opening(self, name: str, size: str, promised: str) -> None:
        cold: list[Opening] = []
        warm: list[Opening] = []
        for _ in range(TIMES):
            with self.screen() as here:
                cold.append(here.open(self.made.addresses[name]))
                warm.append(here.open(self.made.addresses[name]))
                memory, nodes = here.memory()
        show(f"{size}: opens, nothing in the cache", promised, spread([each.usable for each in cold]))
        show(f"{size}: opens again", "", spread([each.usable for each in warm]))
        show(f"{size}: the server's first byte", "", spread([each.answered for each in warm]))
        show(f"{size}: memory of scripts", "", f"{memory:.1f} MB, {nodes:,} nodes")
        weight(size, cold[-1], is_short=name == "short")
        if name == "short":
            show(
                f"{size}: tasks over 50 ms once it is open",
                "none",
                tasks([task for each in warm for task in each.long]),
            )

    def keys(self, name: str, size: str, promised: str) -> None:
        keys, idle = Keys([], []), Keys([], [])
        for _ in range(HUNDREDS):
            with self.screen() as here:
                here.open(self.made.addresses[name] + ("#p1000" if name == "long" else ""))
                keys, idle = keys + here.code(), idle + here.idle()
        show(f"{size}: key to painted tag, 95 %", promised, times(keys.timed))
        show(f"{size}: key to second frame, 95 %", "", times(keys.framed))
        show(f"{size}: a key that means nothing, 95 %", "", times(idle.timed))

    def palette(self) -> None:
        with self.screen() as here:
            here.open(self.made.addresses["themes"])
            keys = here.look_for_themes()
        show(f"{study.MANY} themes: key to painted list, 95 %", "50 ms", times(keys.timed))
        show(f"{study.MANY} themes: key to second frame, 95 %", "", times(keys.framed))

    def scrolling(self) -> None:
        with self.screen() as here:
            here.open(self.made.addresses["long"])
            show("2,000 paragraphs: frames while the wheel turns", "smooth", frames(here.scroll_by_wheel()))
            show("2,000 paragraphs: frames by Page Down", "smooth", frames(here.scroll_by_pages()))

    def mouse(self) -> None:
        with self.screen() as here:
            here.open(self.made.addresses["long"] + "#p1000")
            handled, seen = here.use_mouse()
        show("2,000 paragraphs: click or selection handled, 95 %", "16 ms", times(handled))
        show("2,000 paragraphs: frames while one drags", "smooth", frames(seen))

    def growth(self) -> None:
        with self.screen() as here:
            here.open(self.made.addresses["short"])
            here.tag_and_undo(CYCLES // 2)
            before, _ = here.memory()
            here.tag_and_undo(CYCLES)
            after, _ = here.memory()
        show(f"memory after {CYCLES} tags taken back", "same", f"{before:.2f} MB, then {after:.2f} MB")


def spread(values: list[float]) -> str:
    return f"{median(values):.0f} ms (worst {max(values):.0f})"


def weight(size: str, found: Opening, is_short: bool) -> None:
    """Promised is that of a short document; a long one weighs what its text weighs."""
    show(f"{size}: requests", "30" if is_short else "", str(found.requests))
    show(f"{size}: script and style", "60 KB" if is_short else "", f"{found.own / 1000:.1f} KB")
    total = f"{found.total / 1000:.0f} KB (page {found.page / 1000:.0f})"
    show(f"{size}: everything over the wire", "150 KB" if is_short else "", total)


def machine() -> str:
    info = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    return f"{os.cpu_count()} × {named[1] if named else platform.machine()}"


def tasks(long: list[float]) -> str:
    return f"{len(long)} in {TIMES} openings, longest {max(long):.0f} ms" if long else "none"


def main() -> None:
    made = study.make()
    with serving() as origin, sync_playwright() as playwright:
        path = chromium.found_or_installed()
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        print(f"{date.today()} · Chromium {browser.version}, without a graphics card · {machine()}\n", flush=True)
        show("figure", "promised", "measured")
        show(f"{'-' * 58}", "-" * 8, "-" * 34)
        Figures(browser, origin, made).all()
        browser.close()


if __name__ == "__main__":
    main()
