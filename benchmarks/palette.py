"""Finding a theme among many: from a key to the painted list in Chromium, beside the search alone and an empty frame.

usage: python benchmarks/palette.py [THEMES]     in a throw-away database; needs Chromium
"""

import json
import mimetypes
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"TIFA_DATA": FOLDER.name, "DJANGO_SETTINGS_MODULE": "config.settings"}
os.environ |= {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}  # Playwright runs an event loop in this thread
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402 -- after the settings' environment

django.setup()

from django.core.management import call_command  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from playwright.sync_api import Page, Route, sync_playwright  # noqa: E402

from projects.actions import founding  # noqa: E402
from tests import chromium  # noqa: E402
from vocabulary import codebook  # noqa: E402
from vocabulary.actions import importing  # noqa: E402
from vocabulary.formats import by_name  # noqa: E402
from vocabulary.theme_rows import theme_rows  # noqa: E402

SITE = "http://palette.test"
STYLES = ("tokens", "base", "layout", "button", "chip", "palette", "option")
TYPED = (
    "the economy",
    "opening up",
    "zizhu",
    "自主",
    "market",
    "foreign investment",
    "xyzzy",
    "e",
    "domestic circulation",
)
SCRIPT = """
import { buildIndex, find } from "annotate/find";
import { Palette } from "annotate/palette";
const themes = JSON.parse(document.getElementById("themes").textContent);
const before = performance.now();
const index = buildIndex(themes, "en");
window.figures = { build: performance.now() - before, find: [], painted: [], empty: [] };
const search = (query) => {
  const start = performance.now();
  const found = find(index, query);
  figures.find.push(performance.now() - start);
  return found;
};
const palette = new Palette(document.querySelector("[data-palette]"), { find: search, onChoose: () => {} });
const frame = (since, into) => requestAnimationFrame(() => {
  const channel = new MessageChannel(); // runs after the frame is painted
  channel.port1.onmessage = () => into.push(performance.now() - since);
  channel.port2.postMessage(null);
});
addEventListener("input", ({ timeStamp }) => frame(timeStamp, figures.painted), { capture: true });
addEventListener("keyup", ({ timeStamp }) => frame(timeStamp, figures.empty), { capture: true });
palette.open();
document.body.dataset.ready = "";
"""


def rows(count: int) -> list[dict[str, Any]]:
    """The starter codebook again and again, with other slugs, codes and names, as the browser gets it."""
    path = ROOT / "seeds" / "codebook.yaml"
    data: Any = by_name("yaml").read(path.read_bytes(), path.name)
    data["themes"] = [_again(theme, n) for n in range(-(-count // len(data["themes"]))) for theme in data["themes"]]
    project = founding.create_project(slug="bench", name="Bench", actor=None)
    importing.import_codebook(project=project, data=data, actor=None)
    published = codebook.current(project)
    assert published is not None
    return theme_rows(published)[:count]


def _again(theme: dict[str, Any], n: int) -> dict[str, Any]:
    if not n:
        return theme
    names = {language: f"{name} {n}" for language, name in theme["label"].items()}
    parent = theme["parent"] and f"{theme['parent']}-{n}"
    changed = {"slug": f"{theme['slug']}-{n}", "code": f"{theme['code']}{n}", "parent": parent, "label": names}
    return {name: value for name, value in theme.items() if name not in ("key", "position")} | changed


def html(themes: list[dict[str, Any]]) -> str:
    scripts = [each for folder in ("annotate", "lib") for each in (ROOT / "static/js" / folder).glob("*.js")]
    modules = {f"{each.parent.name}/{each.stem}": f"/js/{each.parent.name}/{each.name}" for each in scripts}
    styles = "".join(f'<link rel="stylesheet" href="/css/{name}.css">' for name in STYLES)
    data, palette = json.dumps(themes).replace("<", "\\u003c"), render_to_string("annotations/_palette.html")
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Palette</title>{styles}
<script type="importmap">{json.dumps({"imports": modules})}</script><body>{palette}
<script type="application/json" id="themes">{data}</script><script type="module">{SCRIPT}</script>"""


def answer(route: Route, page: str) -> None:
    """The page, and beside it the static files as they lie in the project."""
    path = ROOT / "static" / route.request.url.removeprefix(f"{SITE}/")
    kind = mimetypes.guess_type(path.name)[0] or "text/html"
    if path.is_file():
        route.fulfill(body=path.read_bytes(), content_type=kind)
    else:
        route.fulfill(body=page, content_type="text/html; charset=utf-8")


def measure(page: Page) -> dict[str, Any]:
    page.goto(f"{SITE}/")
    page.wait_for_selector("body[data-ready]", state="attached")
    for typed in TYPED:
        for letter in typed:
            page.keyboard.press(letter) if letter.isascii() else page.keyboard.insert_text(letter)
            page.wait_for_timeout(60)
        for _letter in typed:
            page.keyboard.press("Backspace")
            page.wait_for_timeout(60)
    return page.evaluate("figures")  # type: ignore[no-any-return]


def line(name: str, times: list[float]) -> str:
    ranked = sorted(times)
    p50, p95 = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)]
    return f"{name:32} {len(ranked):5} keys   p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   worst {ranked[-1]:6.1f} ms"


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    themes = rows(count)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=flags)
        page = browser.new_page(viewport={"width": 1360, "height": 860}, reduced_motion="reduce")
        page.route("**/*", lambda route: answer(route, html(themes)))
        figures = measure(page)
        browser.close()
    print(f"{len(themes)} themes, index built in {figures['build']:.0f} ms")
    print(line("search alone", figures["find"]))
    print(line("key to painted list", figures["painted"]))
    print(line("the same without a change", figures["empty"]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
