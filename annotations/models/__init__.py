"""What people did: rounds, assignments, read marks, passages with their themes, their units, and questions."""

from annotations.models.passages import Passage, Tagging, UnitTheme
from annotations.models.questions import Question, question_json
from annotations.models.rounds import Assignment, Reading, Round

__all__ = ["Assignment", "Passage", "Question", "Reading", "Round", "Tagging", "UnitTheme", "question_json"]
