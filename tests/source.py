"""The project's own files, as the tests of its structure read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("ledger", "projects", "jobs", "corpus", "vocabulary", "annotations", "reports", "datasets", "config")
FOLDERS = (*APPS, "templates", "static", "seeds", "tests", "docs", "benchmarks", "locale", ".ci")
SAMPLES = ROOT / "tests" / "corpus" / "files"  # as other programs write them


def files(*suffixes: str, under: tuple[str, ...] = FOLDERS) -> list[Path]:
    """Our files with one of these endings, in order; generated and compiled ones left out."""
    found = (path for folder in under for path in sorted((ROOT / folder).rglob("*")))
    return [path for path in found if path.is_file() and path.suffix in suffixes and "__pycache__" not in path.parts]


def named(path: Path) -> str:
    """A file as the reader of a failure knows it: its path from the root."""
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    """The dotted name under which a Python file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


@cache
def imported(path: Path, with_typing: bool) -> frozenset[str]:
    """Every dotted name imported anywhere in a file; `from a import b` gives both a and a.b."""
    return frozenset(_imported(tree(path), with_typing))


def _imported(node: ast.AST, with_typing: bool) -> Iterator[str]:
    """Imports are statements, so nothing is sought inside expressions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            continue
        if not with_typing and isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        yield from _imported(child, with_typing)
