"""Pages of long lists, each of which begins behind the last row of the one before, at any depth at the same cost.

A cursor is that row's place in the order, signed: clients hand it back without reading it, and cannot make one.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

import orjson
from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ledger.problems import Problem


class _Json:
    """Moments exact to the microsecond, and UUIDs."""

    def dumps(self, value: Any) -> bytes:
        return orjson.dumps(value)

    def loads(self, data: bytes) -> Any:
        return orjson.loads(data)


def page(rows: QuerySet[Any], order: Sequence[str], cursor: str, limit: int) -> tuple[list[Any], str | None]:
    """Ids of the page behind a cursor ("": the first), and the cursor of the next (None: this is the last).

    `order` names fields, descending behind a "-", together unique and none of them NULL, the id being the last of them.
    Raises Problem for what is no cursor of a list in this order.
    """
    names, salt = [name.lstrip("-") for name in order], ",".join(order)
    behind = rows.filter(_behind(order, _read(cursor, salt))) if cursor else rows
    found = list(behind.order_by(*order).values_list(*names)[: limit + 1])
    more = signing.dumps(found[limit - 1], salt=salt, serializer=_Json) if len(found) > limit else None
    return [each[-1] for each in found[:limit]], more


def page_of(places: Sequence[Sequence[Any]], name: str, cursor: str, limit: int) -> tuple[slice, str | None]:
    """The same of a list in memory: `places` are its rows' places, ascending and each once, `name` that of the list.

    The slice of the page comes back, and the cursor of the next. Raises Problem for what is no cursor of this list.
    """
    first = bisect_right(places, tuple(_read(cursor, name)), key=tuple) if cursor else 0
    last = first + limit
    more = signing.dumps(list(places[last - 1]), salt=name, serializer=_Json) if last < len(places) else None
    return slice(first, last), more


def _read(cursor: str, salt: str) -> list[Any]:
    try:
        values = signing.loads(cursor, salt=salt, serializer=_Json)
    except (signing.BadSignature, ValueError) as error:
        raise Problem(_("This is no place in this list."), field="cursor") from error
    return list(values)


def _behind(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Later in the first field; or equal in it and later in the second; and so on."""
    names = [name.lstrip("-") for name in order]
    later = ["lt" if name.startswith("-") else "gt" for name in order]
    ways = (
        Q(**dict(zip(names[:n], values[:n], strict=True)), **{f"{names[n]}__{later[n]}": values[n]})
        for n in range(len(names))
    )
    return reduce(or_, ways) & Q(**{f"{names[0]}__{later[0]}e": values[0]})  # the last, for the index
