"""The documentation says what is true: its tables are compared with the code, its links with the files."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from datasets import formats
from ledger.problems import Problem
from projects.rights import RIGHTS, ROUTES, Role
from tests.source import APPS, ROOT, files, module, named, tree

ARCHITECTURE, CONTRACT = ((ROOT / "docs" / name).read_text() for name in ("architecture.md", "contract.md"))
COMMANDS = [path.stem for path in files(".py", under=APPS) if path.parent.name == "commands" and path.stem[0] != "_"]
# What the tests and not the installation is told.
FOR_TESTS = {"CHROMIUM", "TEST_DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")  # as path() and as re_path() write it


def _table(heading: str) -> list[tuple[str, ...]]:
    """The rows of the first table under a heading of the contract, without its head; cells stripped of ` and \\."""
    section = CONTRACT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("|")]
    return [tuple(cell.strip().strip("`") for cell in row) for row in rows[2:]]


def _addresses(resolver: URLResolver, before: str = "/", space: str = "") -> Iterator[tuple[str, str, str]]:
    for pattern in resolver.url_patterns:
        address = before + PARAMETER.sub(r"{\1\2}", str(pattern.pattern)).strip("^$")
        if isinstance(pattern, URLPattern):
            yield address, f"{space}{pattern.name or ''}", ROUTES[f"{space}{pattern.name or ''}"]
        elif pattern.namespace != "admin":
            yield from _addresses(pattern, address, f"{pattern.namespace}:" if pattern.namespace else space)


def _rooms(app: str) -> set[str]:
    """The modules and packages of an app that a reader meets."""
    paths = (ROOT / app).iterdir()
    return {path.stem for path in paths if path.suffix in ("", ".py")} - {"__init__", "__pycache__", "migrations"}


@pytest.mark.parametrize("app", APPS)
def test_architecture_names_every_room_of_an_app(app: str) -> None:
    section = ARCHITECTURE.split(f"### {app}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    named_there = set(re.findall(r"`(\w+)`", section))
    assert _rooms(app) - {"apps", "urls"} - named_there == set()


def test_architecture_names_every_script_of_the_annotate_page() -> None:
    section = ARCHITECTURE.split("### static/js/annotate\n", 1)[1]
    rows = re.findall(r"^\| (`.*`) \|", section, re.M)
    named_there = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert {path.stem for path in (ROOT / "static/js/annotate").iterdir()} == named_there


def test_architecture_names_everything_at_the_root() -> None:
    hidden = re.compile(r"^\.(?!ci)|^var$|\.in$|^test-results$|^__pycache__$")
    names = {path.name for path in ROOT.iterdir() if not hidden.search(path.name)}
    assert {name for name in names if name not in ARCHITECTURE} == set()


def test_contract_lists_every_address_with_its_right() -> None:
    assert sorted(_table("Addresses")) == sorted(_addresses(get_resolver()))


def test_contract_gives_every_role_its_rights() -> None:
    marks = {right: tuple("✓" if role in holders else "–" for role in Role) for right, holders in RIGHTS.items()}
    assert {row[0]: row[1:] for row in _table("Rights")} == marks


def _problems(problem: type[Problem]) -> Iterator[type[Problem]]:
    yield problem
    for kind in problem.__subclasses__():
        yield from _problems(kind)


def test_contract_lists_every_rule_with_its_status() -> None:
    for path in files(".py", under=APPS):
        if any(isinstance(node, ast.ClassDef) for node in tree(path).body) and "migrations" not in path.parts:
            import_module(module(path))
    ours = {kind for kind in _problems(Problem) if kind.__module__.split(".")[0] in APPS}
    assert {row[:2] for row in _table("Errors")} == {(str(kind.status), kind.rule) for kind in ours}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_contract_names_every_command(command: str) -> None:
    assert f"`{command}" in CONTRACT


def test_contract_names_every_setting_of_the_environment() -> None:
    reads = re.compile(r"""environ(?:\.get\(|\[)\s*["'](\w+)""")
    known = {name for path in files(".py", under=APPS) for name in reads.findall(path.read_text())}
    assert known - FOR_TESTS - {row[0] for row in _table("Environment")} == set()


def test_contract_names_every_wish_of_the_makefile() -> None:
    wishes = re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text(), re.M)
    assert [wish for wish in wishes if f"make {wish}" not in CONTRACT] == []


def test_data_dictionary_names_every_column_and_format() -> None:
    text = (ROOT / "docs" / "data-dictionary.md").read_text()
    assert [each.name for each in formats.FORMATS if each.name not in text] == []


@pytest.mark.parametrize("path", [ROOT / "README.md", *files(".md", under=("docs",))], ids=named)
def test_links_of_the_documentation_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text())
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []
