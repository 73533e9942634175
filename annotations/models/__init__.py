"""What people did: rounds, assignments, read marks, passages with their themes, and the units that carry them."""

from annotations.models.passages import Passage, Tagging, UnitTheme
from annotations.models.rounds import Assignment, Reading, Round

__all__ = ["Assignment", "Passage", "Reading", "Round", "Tagging", "UnitTheme"]
