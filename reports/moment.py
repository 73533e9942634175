"""Of which moment figures are: the number of the last operation that they contain."""

from ledger.models import Counter
from projects.models import Membership, Project


def operation_number(project: Project, member: Membership | None) -> int | None:
    """The number of the project's last operation: what is read now is the state after it.

    Nothing for a member who codes in a round that is still blind: it would tell how much the others do there.
    """
    if member and member.project.rounds.closed_to_coder(member).exists():
        return None
    return Counter.objects.filter(scope=project.pk).values_list("number", flat=True).first() or 0
