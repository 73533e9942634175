"""Our modules inside a page of the browser, whose own stand joined in one file that nobody can import from."""

from config.joining import joined
from tests.source import ROOT

ASKED = "asked"


def asking(source: str) -> str:
    """A script for `evaluate` from a module that imports ours by bare names and exports `function answer(given)`."""

    def read(name: str) -> str:
        return source if name == ASKED else (ROOT / "static" / "js" / f"{name}.js").read_text()

    return f"(given) => {{\n{joined(ASKED, read)}\nreturn ${ASKED}.answer(given);\n}}"
