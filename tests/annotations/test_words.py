"""The words of the annotate page and the scripts that say them: none is missing, and none is said by nobody."""

import re
from collections.abc import Iterator

from annotations.words import words
from tests.source import files, named

# The palette says words of its own, which stand in its template; in the store, things are put.
SCRIPTS = [path for path in files(".js", under=("static/js/annotate",)) if path.stem not in {"palette", "store"}]
SAYING = re.compile(r"\b(?:say|put|markRead)\(|#do\(")
LITERAL = re.compile(r'"([a-z]\w*)"')
NO_WORDS = re.compile(r'\bdo: "\w+"|[=!]== "\w+"|\bfind\("\w+"\)')
PROPERTY = re.compile(r"\bwords\.(\w+)")
OTHERS = {"length", "map", "flatMap", "name", "values"}  # what lists of words, and the words of a step, have
MADE = re.compile(r"`(\w*\$\{[^}`]*\}\w*)`")  # nothing but a name, as in `map_${state}`


def said() -> Iterator[tuple[str, str]]:
    """(script, name) of every word whose name stands where it is said."""
    for path in SCRIPTS:
        code = re.sub(r"^\s*(?://|/?\*).*$", "", path.read_text(), flags=re.M)
        lines = [NO_WORDS.sub("", line) for line in code.splitlines() if SAYING.search(line)]
        for name in [*LITERAL.findall("\n".join(lines)), *PROPERTY.findall(code)]:
            if name not in OTHERS:
                yield named(path), name


def is_made(name: str, code: str) -> bool:
    """Whether a name is put together."""
    patterns = {re.sub(r"\$\{[^}]*\}", r"\\w+", each) for each in MADE.findall(code)} - {r"\w+"}
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def test_every_word_that_is_said_has_its_text() -> None:
    assert {found for found in said() if found[1] not in words()} == set()


def test_every_word_is_said() -> None:
    code = "\n".join(path.read_text() for path in SCRIPTS)
    literal = {*re.findall(r'"(\w+)"', code), *PROPERTY.findall(code)}
    assert [name for name in words() if name not in literal and not is_made(name, code)] == []
