"""The API's description of itself: what ninja knows of it, how one signs in, and how each address refuses."""

from functools import cached_property
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation
from pydantic import BaseModel, Field

from projects.rights import ROUTES, SCOPES

TOKEN, SESSION, CSRF = "token", "session", "csrf"
SECURITY = {
    TOKEN: {"type": "http", "scheme": "bearer", "description": "A token made on the page Tokens, or by create_token."},
    SESSION: {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "That of somebody signed in."},
    CSRF: {"type": "apiKey", "in": "header", "name": "X-CSRFToken", "description": "The value of cookie csrftoken."},
}
ALWAYS = {
    "400": "not-understood: no request of HTTP or JSON.",
    "401": "not-signed-in, token-unknown, token-withdrawn or token-expired.",
    "403": "not-allowed: the role lacks the right; scope-needed: the token's scopes do; csrf: the header is missing.",
    "404": "not-found: there is no such thing, or not for you.",
    "422": "A rule is broken, or a field is wrong; nothing was stored.",
    "429": "too-many-requests: Retry-After says for how many seconds.",
}
OF_CHANGES = {
    "409": "Something else is there by now; current says what.",
    "413": "too-large: more than 4 MB.",
    "428": "version-needed: say which version you changed.",
    "503": "busy: nothing was stored; send it again.",
}
NOT_MODIFIED = {"304": "You have it already (If-None-Match)."}


class Error(BaseModel):
    """Why nothing was done; `current` is what is there now, where that helps."""

    rule: str = Field(description="What was broken, a name of the table of errors.")
    message: str = Field(description="The same for people.")
    field: str = Field(description='Where in what was sent, as in "changes.0.start"; or "".')
    current: Any = None


class Refusal(BaseModel):
    """The body of every answer with a status from 400 on."""

    error: Error


class DescribedAPI(NinjaAPI):
    """An API that says of each address also what ninja does not know."""

    @cached_property
    def description_of_all(self) -> dict[str, Any]:
        described: dict[str, Any] = super().get_openapi_schema()
        parts = described["components"]
        parts["securitySchemes"] = SECURITY
        for shape in (Error, Refusal):
            parts["schemas"][shape.__name__] = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        parts["schemas"]["Refusal"].pop("$defs")
        for address in described["paths"].values():
            for method, operation in address.items():
                _complete(operation, is_change=method != "get")
        return described

    def get_openapi_schema(self, **_options: Any) -> Any:
        return self.description_of_all

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the view, as in the role table."""
        return str(operation.view_func.__name__)


def _complete(operation: dict[str, Any], *, is_change: bool) -> None:
    right = ROUTES[f"api:{operation['operationId']}"]
    scope = SCOPES.get(right)
    session: dict[str, list[str]] = {name: [] for name in ((SESSION, CSRF) if is_change else (SESSION,))}
    operation["security"] = [{TOKEN: [scope] if scope else []}, session]
    operation["x-right"] = right
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    for status, words in (ALWAYS | (OF_CHANGES if is_change else {})).items():
        operation["responses"][status] = {"description": words, "content": refusal}
    if operation["operationId"] == "themes_read":
        operation["responses"] |= {status: {"description": words} for status, words in NOT_MODIFIED.items()}
    operation["responses"] = {str(status): told for status, told in operation["responses"].items()}
