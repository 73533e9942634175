"""Questions to what people did, one file a noun; whose work one may see is decided in `visibility`."""

from annotations.querysets.anchors import AnchorQuerySet
from annotations.querysets.assignments import AssignmentQuerySet
from annotations.querysets.decisions import DecisionQuerySet
from annotations.querysets.dismissals import DismissalQuerySet
from annotations.querysets.passages import PASSAGE_ORDERS, PassageQuerySet
from annotations.querysets.questions import QuestionQuerySet
from annotations.querysets.readings import ReadingQuerySet
from annotations.querysets.rounds import RoundQuerySet
from annotations.querysets.slots import SlotQuerySet
from annotations.querysets.unit_themes import UnitThemeQuerySet
from annotations.querysets.visibility import HIDDEN_ROUND, HIDING, may_see, seen_by, sees_only_own

__all__ = [
    "HIDDEN_ROUND",
    "HIDING",
    "PASSAGE_ORDERS",
    "AnchorQuerySet",
    "AssignmentQuerySet",
    "DecisionQuerySet",
    "DismissalQuerySet",
    "PassageQuerySet",
    "QuestionQuerySet",
    "ReadingQuerySet",
    "RoundQuerySet",
    "SlotQuerySet",
    "UnitThemeQuerySet",
    "may_see",
    "seen_by",
    "sees_only_own",
]
