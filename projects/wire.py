"""What all parts of the JSON API share: how it answers and refuses, and which values it takes."""

import uuid
from datetime import UTC, datetime
from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, Field, Strict

from ledger.problems import Problem

API = "/api/"
DOCS = "/api/v1/docs"  # the page about it, which people read


def is_api(request: HttpRequest) -> bool:
    """Whether the address speaks JSON, also where it refuses."""
    return request.path.startswith(API) and request.path != DOCS


def answer(data: Any, status: int = 200) -> HttpResponse:
    """Plain data as JSON, compact and in UTF-8."""
    return HttpResponse(orjson.dumps(data), status=status, content_type="application/json")


def refusal(problem: Problem) -> HttpResponse:
    """A refused request, with the status of its rule."""
    return answer(problem.as_json(), problem.status)


def takes_gzip(request: HttpRequest) -> bool:
    """Whether whoever asks can unpack gzip: named, or meant by a star, and not with the weight 0."""
    weights: dict[str, float] = {}
    for named in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _semicolon, weight = named.replace(" ", "").partition(";q=")
        weights[coding] = _weight(weight)
    return weights.get("gzip", weights.get("*", 0)) > 0


def _weight(said: str) -> float:
    """1 where nothing is said, 0 where it is no number."""
    try:
        return float(said or 1)
    except ValueError:
        return 0


class Sent(Schema):
    """What a request says: exactly these names, and values of exactly these types."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _kept(text: str) -> str:
    if "\0" in text:
        raise ValueError("a NUL character cannot be kept")
    return text


def _iso(text: str) -> str:
    if "T" not in text:
        raise ValueError("not a moment as ISO 8601 writes it")
    return text


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as beyond:
        raise ValueError("not a moment that any calendar has") from beyond


Text = Annotated[str, AfterValidator(_kept)]
Name = Annotated[Text, Field(min_length=1, max_length=200)]
Uuid = Annotated[uuid.UUID, Strict(False)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Number = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Moment = Annotated[AwareDatetime, BeforeValidator(_iso), AfterValidator(_utc)]
