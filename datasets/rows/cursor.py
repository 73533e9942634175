"""Rows of a query as the database's driver gives them: without the models' conversions, which cost more than the query.

Times come without a zone and UUIDs as text from SQLite; `time_text` and `uuid_text` make them as from PostgreSQL.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

FETCH = 2000


def stream(rows: QuerySet[Any, Any]) -> Iterator[tuple[Any, ...]]:
    """The tuples of a `values_list`, 2,000 held at a time; on PostgreSQL through a cursor on the server."""
    sql, params = rows.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while chunk := cursor.fetchmany(FETCH):
            yield from chunk


def time_text(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds; what comes without a zone is in UTC, as Django stores it."""
    in_utc = at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)
    return in_utc.isoformat(timespec="microseconds") + "Z"


def uuid_text(value: UUID | str | None) -> str | None:
    """With hyphens; SQLite keeps 32 digits."""
    if isinstance(value, str):
        return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"
    return str(value) if value else None
