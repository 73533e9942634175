"""The page about the API: what its OpenAPI file says, as people read it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

REF = "#/components/schemas/"
REFUSED = "400"  # the first status with which something is


@dataclass(frozen=True)
class Word:
    """A piece of what a value can be: words, or the name of a shape."""

    text: str
    is_shape: bool = False


Kind = list[Word]


@dataclass(frozen=True)
class Part:
    """One parameter or one field of a shape."""

    name: str
    kind: Kind
    is_required: bool
    about: str


@dataclass(frozen=True)
class Shape:
    name: str
    about: str
    parts: list[Part]


@dataclass(frozen=True)
class Answer:
    status: str
    about: str
    kind: Kind


@dataclass(frozen=True)
class Address:
    """One method of one address."""

    id: str
    method: str
    path: str
    about: str
    right: str
    scope: str
    parameters: list[Part]
    body: Kind | None
    answers: list[Answer]
    refusals: list[str]


class Reference:
    """Everything the page shows."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.described = described

    @cached_property
    def addresses(self) -> list[Address]:
        return [
            _address(path, method, operation)
            for path, methods in sorted(self.described["paths"].items())
            for method, operation in methods.items()
        ]

    @property
    def refusals(self) -> list[Answer]:
        """Each status with which something is refused, once."""
        operations = (each for methods in self.described["paths"].values() for each in methods.values())
        told = {status: said for each in operations for status, said in each["responses"].items() if status >= REFUSED}
        return [_answer(status, said) for status, said in sorted(told.items())]

    @cached_property
    def shapes(self) -> list[Shape]:
        schemas = self.described["components"]["schemas"]
        return [Shape(name, schema.get("description", ""), _fields(schema)) for name, schema in sorted(schemas.items())]


def _address(path: str, method: str, said: dict[str, Any]) -> Address:
    token = next(iter(said["security"][0].values()))
    body = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return Address(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        about=said.get("description", ""),
        right=said["x-right"],
        scope=str(token[0]) if token else "",
        parameters=[_parameter(each) for each in said.get("parameters", ())],
        body=_kind(body) if body else None,
        answers=[_answer(status, told) for status, told in sorted(said["responses"].items()) if status < REFUSED],
        refusals=sorted(status for status in said["responses"] if status >= REFUSED),
    )


def _parameter(said: dict[str, Any]) -> Part:
    about = said.get("description", "") or said["schema"].get("description", "")
    return Part(said["name"], _kind(said["schema"]), bool(said.get("required")), about)


def _answer(status: str, said: dict[str, Any]) -> Answer:
    schema = said.get("content", {}).get("application/json", {}).get("schema")
    return Answer(status, said.get("description", ""), _kind(schema) if schema else [])


def _fields(schema: dict[str, Any]) -> list[Part]:
    required = schema.get("required", ())
    return [
        Part(name, _kind(said), name in required, said.get("description", ""))
        for name, said in schema.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any]) -> Kind:
    """What a value can be, as in: integer or null; list of PassageTold; "tag"."""
    if "$ref" in schema:
        return [Word(schema["$ref"].removeprefix(REF), is_shape=True)]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return _joined((_kind(each) for each in schema[several]), " or ")
    if "const" in schema:
        return [Word(json.dumps(schema["const"]))]
    if schema.get("type") == "array":
        parts = _joined((_kind(each) for each in schema.get("prefixItems", ())), ", ")
        return [Word("list of "), *(parts or _kind(schema.get("items") or {}))]
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return [Word("object of "), *(_kind(values) if isinstance(values, dict) else [Word("anything")])]
    return [Word(str(schema.get("format") or schema.get("type") or "anything"))]


def _joined(kinds: Iterable[Kind], between: str) -> Kind:
    words = [word for kind in kinds for word in (Word(between), *kind)]
    return words[1:]
