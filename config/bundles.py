"""THE table of style sheets: which components make one file, in the order in which they are read; and pages' scripts.

One file a component is for people; one file a bundle is for browsers: a page that asks for forty files waits for forty
answers. `collectstatic` writes each bundle as css/<name>.bundle.css, and the modules of static/js/<page>/ as
js/<page>.bundle.js; without collected files pages link the components.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.joining import joined

BUNDLES: Mapping[str, tuple[str, ...]] = {
    # what every page needs; tokens come first, since they declare the order of the layers
    "site": (
        "tokens", "base", "layout", "site", "page", "button", "form", "table", "chip", "notice", "empty", "message",
        "saved-views", "print",
    ),
    "coding": ("coding", "bar", "map", "marks", "panel"),
    "deciding": ("deciding", "tabs", "lanes", "marks", "cells", "help"),
    "annotate": (
        "annotate", "foot", "tray", "narrow", "sheet", "highlight", "chips", "map", "themes", "tools", "editor",
        "hints", "ending", "help", "palette", "option", "definition", "conflict",
    ),
}  # fmt: skip


def components(bundle: str) -> list[str]:
    """The style sheets of a bundle, as names of static files."""
    return [f"css/{name}.css" for name in BUNDLES[bundle]]


def bundled(bundle: str) -> str:
    """The one file of a bundle, as the name of a static file."""
    return f"css/{bundle}.bundle.css"


def bundled_script(page: str) -> str:
    """The one file of a page's modules, as the name of a static file."""
    return f"js/{page}.bundle.js"


def pages(names: Iterable[str]) -> list[str]:
    """The pages that have scripts of their own: folders of js with a main.js."""
    return [name.split("/")[1] for name in names if name.startswith("js/") and name.endswith("/main.js")]


class BundlingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Writes the bundles beside what is collected; then they are hashed and compressed as every other file.

    Those of style sheets stand in the folder of the components, so that an url() in one goes on leading where it led.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Any:
        if not dry_run:
            for name, text in list(self._bundles(paths)):
                Path(self.path(name)).write_text(text, encoding="utf-8")
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _bundles(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        for bundle in BUNDLES:
            yield bundled(bundle), "".join(self._read(name) for name in components(bundle))
        for page in pages(paths):
            yield bundled_script(page), joined(f"{page}/main", lambda name: self._read(f"js/{name}.js"))

    def _read(self, name: str) -> str:
        with self.open(name) as file:
            return str(file.read().decode())
