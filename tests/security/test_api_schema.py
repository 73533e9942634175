"""The API against its OpenAPI file: whatever is sent, no answer is a 5xx, and each is one that the file describes."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.api import api
from projects.rights import Scope
from tests.security import world
from tests.security.routes import ROUTES
from tests.security.world import World

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 3  # of each kind of each operation


@pytest.fixture
def everything(everything: World, settings: Any) -> Iterator[World]:
    """Answers come without the test's connection being closed, as with Django's own client."""
    settings.TIFA_API_TOKEN_LIMIT = 0
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield everything
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations() -> Iterator[tuple[str, Any]]:
    """Each by the name of its view."""
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
    schema.app = get_wsgi_application()
    for found in schema.get_all_operations():
        operation = found.ok()
        yield operation.definition.raw["operationId"], operation


def test_every_answer_is_one_that_the_file_describes(everything: World) -> None:
    told = set()
    _token, secret = world.token(everything, "own", "mira", *Scope.values)
    headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}  # bodies are read as they come
    places = {name: place(everything, name) for name, _operation in operations()}  # before anything is added
    for name, operation in operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            told |= {(name, status) for status in _try(operation, mode, places[name], headers)}
    assert {name for name, _status in told} == {name for name, _operation in operations()}
    assert {("document_list", 200), ("themes_read", 200), ("operation_create", 422)} <= told


def place(everything: World, name: str) -> dict[str, str]:
    """What the names in an address stand for: things that mira may see and change."""
    found = world.values(everything, f"api:{name}", ROUTES[f"api:{name}"].kwargs, "own", "mira")
    return {kwarg: str(value) for kwarg, value in found.items()}


def _try(operation: Any, mode: GenerationMode, where: dict[str, str], headers: dict[str, str]) -> set[int]:
    told: set[int] = set()

    @settings(max_examples=EXAMPLES, database=None, phases=[Phase.explicit, Phase.generate])
    @given(case=operation.as_strategy(mode, path_parameters=where))
    def run(case: Any) -> None:
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)
        told.add(answer.status_code)

    run()
    return told
