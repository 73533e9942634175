"""Putting back what a step changed, one file a kind: as many statements for one thing as for six hundred.

Every function locks the rows, refuses what is no longer as the step left it, and gives what comes back the version
after the last one it had. All things of one call belong to the work on one document: one coder's, or where the adoption
of a corrected text is taken back, everybody's.
"""

from annotations.putting.assignments import put_assignments, put_slots
from annotations.putting.decisions import put_decisions
from annotations.putting.dismissals import put_dismissals
from annotations.putting.passages import put_passages
from annotations.putting.questions import put_questions
from annotations.putting.readings import put_readings

__all__ = [
    "put_assignments",
    "put_decisions",
    "put_dismissals",
    "put_passages",
    "put_questions",
    "put_readings",
    "put_slots",
]
