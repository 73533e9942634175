"""Joins the modules of a page into one script, so that a browser asks once and not forty times (pure).

Our modules keep to a small part of what JavaScript offers, so this is a page of Python and no tool to install:
`import { a, b as c } from "folder/name";`, and `export` before a function, a class or a const, each at the beginning of
a line. Everything else about modules is refused. Each module becomes a function of its own, run once, in the order in
which they need each other; so a name in one is no name in another, as before. Comments that fill their lines, a quarter
of the bytes, are for people and left out; so no line of a text over several lines may begin as they do.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"([^"]+)";$', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) ([\w$]+))", re.M)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.M)
REFUSED = re.compile(r"^(?:import|export|await)\b.*|.*\bimport\s*[(.].*", re.M)


class NotJoinable(ValueError):
    """A module that says what cannot be said here, or asks for what is not there."""


@dataclass(frozen=True)
class Module:
    """One module: the names it `needs`, by the module that gives them; those it `gives`; and the rest of it."""

    name: str
    needs: dict[str, list[str]]
    gives: list[str]
    body: str


def joined(main: str, read: Callable[[str], str]) -> str:
    """The module `main` with all that it needs, as one module; `read` gives the source behind a bare name."""
    modules: dict[str, Module] = {}
    wanted = [main]
    while wanted:
        name = wanted.pop()
        if name not in modules:
            modules[name] = _parse(name, read(name))
            wanted += modules[name].needs
    for module in modules.values():
        _refuse_missing(module, modules)
    return "".join(_as_function(modules[name]) for name in _in_order(modules))


def _parse(name: str, source: str) -> Module:
    needs: dict[str, list[str]] = {}
    for names, other in IMPORT.findall(source):
        needs.setdefault(other, []).extend(each.split(" as ")[0].strip() for each in names.split(",") if each.strip())
    body = EXPORT.sub("", IMPORT.sub(_taken, COMMENT.sub("", source)))
    if left := REFUSED.search(body):
        raise NotJoinable(f"{name}: {left[0].strip()!r} cannot be joined")
    return Module(name, needs, EXPORT.findall(source), body)


def _taken(found: re.Match[str]) -> str:
    return f"const {{{found[1].replace(' as ', ': ')}}} = {_id(found[2])};"


def _refuse_missing(module: Module, modules: dict[str, Module]) -> None:
    """A browser refuses the whole page for a name that is not there; so do we, before it is served."""
    for other, names in module.needs.items():
        if missing := set(names) - set(modules[other].gives):
            raise NotJoinable(f"{module.name}: {other} does not export {', '.join(sorted(missing))}")


def _in_order(modules: dict[str, Module]) -> list[str]:
    """Each behind those that it needs."""
    try:
        return list(TopologicalSorter({name: list(each.needs) for name, each in modules.items()}).static_order())
    except CycleError as circle:
        raise NotJoinable(f"modules need each other: {' ← '.join(circle.args[1])}") from circle


def _as_function(module: Module) -> str:
    gives = ", ".join(module.gives)
    return f"// {module.name}\nconst {_id(module.name)} = (() => {{\n{module.body}\nreturn {{ {gives} }};\n}})();\n"


def _id(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name)
