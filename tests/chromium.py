"""Chromium for the browser tests: the one that is there, else Debian's where we may install it; never a download.

Its headless shell comes first: the same engine without a window's parts, a page opens in two thirds of the time.
"""

import os
import shutil
import subprocess

SHELL = "chromium-headless-shell"  # the name of the program and of Debian's package
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
MISSING = """The browser tests need Chromium, and there is none.
On Debian: `apt-get install chromium-headless-shell fonts-noto-cjk`. Or name one in CHROMIUM=/path/to/chromium."""


def find() -> str | None:
    """The path of a Chromium on this machine."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def found_or_installed() -> str:
    """The path of Chromium, installed first if need be; ends the run with an explanation where that cannot be."""
    here = {SHELL: find(), "fonts-noto-cjk": _has_chinese()}
    missing = [package for package, is_here in here.items() if not is_here]
    if missing and not os.environ.get("CHROMIUM") and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(missing)
    path = find()
    if path is None:
        raise SystemExit(MISSING)
    return path


def _has_chinese() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout)


def _install(packages: list[str]) -> None:
    print("Installing", *packages, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, check=True, stdin=subprocess.DEVNULL)
