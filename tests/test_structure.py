"""The structure of the code stays what docs/architecture.md says: arrows, sizes, homes of things."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from projects.rights import ROUTES
from tests.source import APPS, ROOT, SAMPLES, files, imported, module, named, tree

# Which app may import which. Nothing else may; config wires everything and is imported by none.
ARROWS: dict[str, set[str]] = {
    "ledger": set(),
    "projects": {"ledger"},
    "jobs": {"ledger", "projects"},
    "corpus": {"ledger", "projects", "jobs"},
    "vocabulary": {"ledger", "projects", "jobs"},
    "annotations": {"ledger", "projects", "jobs", "corpus", "vocabulary"},
    "reports": {"ledger", "projects", "jobs", "corpus", "vocabulary", "annotations"},
    "datasets": {"ledger", "projects", "jobs", "corpus", "vocabulary", "annotations", "reports"},
    "config": set(APPS),
}
# Inside an app nothing imports what stands to its right. Other modules hold pure code, page objects and forms.
LAYERS = ("querysets", "models", "actions", "", "views", "urls", "admin", "management", "api")
UNNAMED, OUTERMOST = LAYERS.index(""), LAYERS.index("urls")

PYTHON = files(".py")
OURS = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in APPS]
VIEWS = [path for path in OURS if {"views", "api"} & {*path.relative_to(ROOT).with_suffix("").parts[1:2]}]
TEMPLATES = files(".html", ".txt", under=("templates",))
IS_GENERATED = re.compile(r"/migrations/0001_initial\.py$|/__init__\.py$")


def _app(name: str) -> str:
    return name.split(".", 1)[0]


def _layer(name: str) -> int:
    """How far to the right a module of an app stands."""
    second = f"{name}.".split(".")[1]
    rank = LAYERS.index(second) if second in LAYERS else UNNAMED
    return min(rank, OUTERMOST)  # urls, admin, commands and the API stand side by side


def _against_the_arrows(path: Path) -> set[str]:
    app = _app(module(path))
    apps = {_app(name) for name in imported(path, with_typing=True)} & set(APPS)
    return apps - ARROWS[app] - {app}


def test_imports_follow_the_arrows_between_apps() -> None:
    wrong = {named(path): _against_the_arrows(path) for path in OURS}
    assert {path: apps for path, apps in wrong.items() if apps} == {}


def _to_the_right(path: Path) -> set[str]:
    own, rank = _app(module(path)), _layer(module(path))
    names = {name for name in imported(path, with_typing=False) if _app(name) == own and "." in name}
    return {name for name in names if _layer(name) > rank and _layer(name) != UNNAMED}


def test_imports_inside_an_app_point_to_the_left() -> None:
    wrong = {named(path): _to_the_right(path) for path in OURS if "migrations" not in path.parts}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_modules_import_each_other_without_a_circle() -> None:
    known = {module(path): path for path in OURS if path.name != "__init__.py"}
    graph = {name: imported(path, with_typing=False) & known.keys() for name, path in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_rows_are_locked_in_one_way() -> None:
    lockers = {named(path) for path in OURS if "select_for_update(" in path.read_text()}
    assert lockers == {"ledger/locks.py"}


def test_taggit_is_imported_in_one_module() -> None:
    importers = {
        named(path)
        for path in PYTHON
        if "migrations" not in path.parts and any(_app(name) == "taggit" for name in imported(path, with_typing=True))
    }
    assert importers == {"vocabulary/controlled.py"}


def _longer_than(limit: int, paths: list[Path]) -> dict[str, int]:
    lengths = {named(path): len(path.read_text().splitlines()) for path in paths}
    return {path: length for path, length in lengths.items() if length > limit}


def test_no_file_is_longer_than_300_lines() -> None:
    ours = [path for path in files(".py", ".css", ".js", ".html") if not path.is_relative_to(SAMPLES)]
    paths = [path for path in ours if not path.match("*/migrations/0001_initial.py")]
    assert _longer_than(300, paths) == {}


def test_no_template_is_longer_than_80_lines() -> None:
    assert _longer_than(80, TEMPLATES) == {}


def test_no_line_of_a_script_is_longer_than_120_characters() -> None:
    lines = [(named(path), line) for path in files(".js", ".mjs") for line in path.read_text().splitlines()]
    assert [found for found in lines if len(found[1]) > 120] == []


def _functions(paths: list[Path]) -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in paths:
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef):
                yield f"{named(path)}:{node.name}", node


def test_no_view_is_longer_than_25_lines() -> None:
    lengths = {name: (view.end_lineno or 0) - view.lineno + 1 for name, view in _functions(VIEWS)}
    assert {name: length for name, length in lengths.items() if length > 25} == {}


def _calls(function: ast.FunctionDef) -> set[str]:
    called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {func.attr for func in called if isinstance(func, ast.Attribute)}


def test_no_view_filters_or_writes() -> None:
    calls = {name: _calls(view) & {"filter", "exclude", "save", "delete", "create"} for name, view in _functions(VIEWS)}
    assert {name: found for name, found in calls.items() if found} == {}


def test_every_module_says_what_it_is() -> None:
    spoken = [path for path in PYTHON if not IS_GENERATED.search(named(path))]
    assert [named(path) for path in spoken if not ast.get_docstring(tree(path))] == []


def test_every_action_says_what_it_does() -> None:
    actions = [path for path in OURS if _layer(module(path)) == LAYERS.index("actions")]
    silent = [name for name, node in _functions(actions) if node.name[0] != "_" and not ast.get_docstring(node)]
    assert silent == []


def _routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or ''}", pattern
        elif pattern.namespace != "admin":
            yield from _routes(pattern, f"{pattern.namespace}:" if pattern.namespace else space)


def test_every_route_has_its_line_in_the_role_table() -> None:
    assert sorted({name for name, _ in _routes(get_resolver())}) == sorted(ROUTES)


def test_every_route_is_named_as_its_view() -> None:
    views = {name: pattern.callback for name, pattern in _routes(get_resolver())}
    ours = {name: view.__name__ for name, view in views.items() if _app(view.__module__) in APPS}
    assert {name: view for name, view in ours.items() if name != view} == {}
