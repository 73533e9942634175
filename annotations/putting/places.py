"""Where coding comes back to: only paragraphs of the current text, and only such as can be coded still."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from corpus.models import Paragraph
from ledger.locks import locked
from ledger.problems import Stale
from ledger.write import Work

ADOPT = "adopt text"  # the verb of adopting a corrected text: taking it back brings everything back to where it was


def codable(states: Iterable[dict[str, Any]], work: Work) -> dict[int, Paragraph]:
    """The paragraphs that these states name, by id, locked; raises Stale where one is not coded any more."""
    wanted = {state["paragraph"] for state in states}
    undone = work.operation.undoes
    named = Paragraph.objects.filter(pk__in=wanted, revision__state="current").order_by("pk")
    there = named if undone and undone.verb == ADOPT else named.codable()
    found = {each.pk: each for each in locked(there)} if wanted else {}
    if found.keys() != wanted:
        raise Stale(_("The paragraph is not codable any more."))
    return found
