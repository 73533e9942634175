"""Which documents were touched after an operation: those whose figures may be others now."""

from collections import defaultdict
from collections.abc import Mapping

from ledger.models import Operation
from projects.models import Project

PREFIX = "document/"  # all that changes what is counted of a document is about it: annotations.states.about


def since(project: Project | int, number: int) -> Mapping[int, int]:
    """Document id -> the number of the last operation about it, for all that were touched after `number`.

    What concerns the whole project is seen otherwise: another unit or codebook makes another Book, new documents have
    higher ids, and sources are looked up anew each time.
    """
    later = Operation.objects.in_project(project).filter(number__gt=number, about__startswith=PREFIX)
    found: dict[int, int] = defaultdict(int)
    for about, operation in later.order_by().values_list("about", "number"):
        document = int(about.split("/", 2)[1])
        found[document] = max(found[document], operation)
    return found
