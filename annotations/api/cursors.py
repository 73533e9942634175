"""Where a page of a list ended, as text that clients hand back without reading it."""

from __future__ import annotations

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from ledger.problems import Problem

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Cursor(NamedTuple):
    """The last row of a page: when it was made, and its id. None and None: before the first."""

    created_at: datetime | None
    pk: uuid.UUID | None

    def write(self) -> str:
        at = ((self.created_at or EPOCH) - EPOCH) // MICROSECOND
        return urlsafe_b64encode(f"{at} {self.pk}".encode()).decode()

    @classmethod
    def read(cls, text: str) -> Cursor:
        """The place that a cursor names; raises Problem for what is none."""
        if not text:
            return cls(None, None)
        try:
            at, pk = urlsafe_b64decode(text.encode()).decode().split(" ")
            return cls(EPOCH + int(at) * MICROSECOND, uuid.UUID(pk))
        except (ValueError, OverflowError) as error:
            raise Problem(_("This is no place in a list."), field="cursor") from error
