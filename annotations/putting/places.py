"""Where coding comes back to: only paragraphs that can be coded still."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from corpus.models import Paragraph
from ledger.locks import locked
from ledger.problems import Stale


def codable(states: Iterable[dict[str, Any]]) -> dict[int, Paragraph]:
    """The paragraphs that these states name, by id, locked; raises Stale where one is not coded any more."""
    wanted = {state["paragraph"] for state in states}
    there = Paragraph.objects.codable().filter(pk__in=wanted, revision__state="current").order_by("pk")
    found = {each.pk: each for each in locked(there)} if wanted else {}
    if found.keys() != wanted:
        raise Stale(_("The paragraph is not codable any more."))
    return found
