"""YAML, the format in which a codebook is written and reviewed by people (see docs/codebook.md)."""

import re
from collections.abc import Hashable
from typing import Any

import yaml
from django.utils.translation import gettext as _

from vocabulary.content import CodebookContent
from vocabulary.formats.base import Format
from vocabulary.problems import UnreadableFile
from vocabulary.rows import rows_of

MOST_BYTES = 2 * 1024 * 1024
DEEPEST = 12
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class _Loader(yaml.CSafeLoader):
    """Builds plain values only (a date stays text), and refuses a mapping that says the same key twice."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refusal(_("the name of a field must be text"), key.start_mark)
            if key.value in seen:
                raise _refusal(_("“%s” stands here twice") % key.value, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


class _Dumper(yaml.SafeDumper):
    """Writes equal lists out each time instead of as references, which reading refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def read(data: bytes, name: str) -> Any:
    """Parse safely: UTF-8, at most 2 MB, no references, no tags but the plain ones. Raises UnreadableFile."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_("is larger than %s MB") % (MOST_BYTES // 1024**2), name=name)
    text = _decode(data, name)
    try:
        _refuse_bombs(text)
        return yaml.load(text, _Loader)  # noqa: S506  # nosec B506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise UnreadableFile(error.problem or str(error), name=name, line=line, column=column) from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise UnreadableFile(str(error), name=name) from error


def write(content: CodebookContent) -> bytes:
    """UTF-8 with LF; the same bytes for the same content."""
    text = yaml.dump(rows_of(content), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=130)
    return str(text).encode()


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        raise UnreadableFile(_("is not UTF-8"), name=name, line=line, column=column) from error
    found = NOT_TEXT.search(text)
    if found:
        line, column = _place(text[: found.start()])
        raise UnreadableFile(_("holds a character that is not text"), name=name, line=line, column=column)
    return text


def _place(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _refuse_bombs(text: str) -> None:
    """References can make a small file huge, and deep nesting exhausts the stack: a codebook needs neither."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _refusal(_("references (*name) are not allowed"), event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _refusal(_("is nested too deeply"), event.start_mark)


def _refusal(problem: str, mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


FORMAT = Format("yaml", ".yaml", "application/yaml; charset=utf-8", read, write)
