"""What people did: rounds, assignments, slots, read marks, passages with themes, questions, decisions, anchors."""

from annotations.models.anchors import Anchor
from annotations.models.decisions import Decision
from annotations.models.dismissals import Dismissal
from annotations.models.passages import Passage, Tagging, UnitTheme
from annotations.models.questions import Question, question_json
from annotations.models.rounds import Assignment, Reading, Round
from annotations.models.slots import Slot

__all__ = [
    "Anchor",
    "Assignment",
    "Decision",
    "Dismissal",
    "Passage",
    "Question",
    "Reading",
    "Round",
    "Slot",
    "Tagging",
    "UnitTheme",
    "question_json",
]
