"""Where coders stopped: the paragraph of each assignment in which its coder changed something last, from the events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from corpus.models import Paragraph
from ledger.models import Event


@dataclass(frozen=True)
class Stop:
    """The ordinal of the paragraph, and when something was changed there."""

    ordinal: int
    at: datetime

    @property
    def day(self) -> str:
        """Today, yesterday, or the date (UTC)."""
        day, today = self.at.astimezone(UTC).date(), timezone.now().astimezone(UTC).date()
        return {0: _("today"), 1: _("yesterday")}.get((today - day).days, day.isoformat())


def stops(assignments: Iterable[Any]) -> dict[int, Stop]:
    """By the ids of assignments `with_last_event`, as far as the place is still in the text; two queries."""
    last = {each.last_event: each.pk for each in assignments if each.last_event}
    events = Event.objects.filter(pk__in=last).select_related("operation")
    found = {last[event.pk]: (_paragraph(event), event.operation.at) for event in events}
    places = Paragraph.objects.filter(pk__in={place for place, _at in found.values()}, revision__state="current")
    ordinals = dict(places.values_list("pk", "ordinal"))
    return {pk: Stop(ordinals[place], at) for pk, (place, at) in found.items() if place in ordinals}


def _paragraph(event: Event) -> int:
    state: Any = event.after or event.before
    return int(state["paragraph"])
