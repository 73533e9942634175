"""What people did: rounds, assignments, read marks, passages with their themes and units, questions, decisions."""

from annotations.models.decisions import Decision
from annotations.models.dismissals import Dismissal
from annotations.models.passages import Passage, Tagging, UnitTheme
from annotations.models.questions import Question, question_json
from annotations.models.rounds import Assignment, Reading, Round

__all__ = [
    "Assignment",
    "Decision",
    "Dismissal",
    "Passage",
    "Question",
    "Reading",
    "Round",
    "Tagging",
    "UnitTheme",
    "question_json",
]
