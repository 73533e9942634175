"""THE table of style sheets: which components make one file, in the order in which they are read.

One file a component is for people; one file a bundle is for browsers: a page that asks for twenty files waits for
twenty answers. `collectstatic` writes each bundle as css/<name>.bundle.css; without collected files pages link the
components.
"""

from collections.abc import Mapping
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES: Mapping[str, tuple[str, ...]] = {
    # what every page needs; tokens come first, since they declare the order of the layers
    "site": (
        "tokens", "base", "layout", "site", "page", "button", "form", "table", "chip", "notice", "empty", "message",
        "print",
    ),
    "coding": ("coding", "bar", "map", "marks", "panel"),
    "annotate": (
        "annotate", "narrow", "sheet", "highlight", "chips", "map", "themes", "tools", "editor", "hints", "ending",
        "help", "palette", "definition",
    ),
}  # fmt: skip


def components(bundle: str) -> list[str]:
    """The style sheets of a bundle, as names of static files."""
    return [f"css/{name}.css" for name in BUNDLES[bundle]]


def bundled(bundle: str) -> str:
    """The one file of a bundle, as the name of a static file."""
    return f"css/{bundle}.bundle.css"


class BundlingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Writes the bundles beside the collected components; then they are hashed and compressed as every other file.

    They stand in the folder of the components, so that an url() in one of these goes on leading where it led.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Any:
        if not dry_run:
            for bundle in BUNDLES:
                self._write(bundle)
                paths[bundled(bundle)] = (self, bundled(bundle))
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _write(self, bundle: str) -> None:
        pieces = [self._read(name) for name in components(bundle)]
        with open(self.path(bundled(bundle)), "w", encoding="utf-8") as file:
            file.write("".join(pieces))

    def _read(self, name: str) -> str:
        with self.open(name) as file:
            return str(file.read().decode())
