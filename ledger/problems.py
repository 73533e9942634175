"""What can go wrong with a change, each with the rule it broke and the status it answers (docs/contract.md)."""

from typing import Any


class Problem(Exception):
    """A change that was refused; nothing of it was stored."""

    status = 422
    rule = "invalid"

    def __init__(self, message: str, *, field: str = "", current: Any = None) -> None:
        super().__init__(message)
        self.message, self.field, self.current = str(message), field, current

    def as_json(self) -> dict[str, Any]:
        """The shape of every error: rule, message, field and, where there is one, the current state."""
        error = {"rule": self.rule, "message": self.message, "field": self.field}
        return {"error": error if self.current is None else {**error, "current": self.current}}


class Stale(Problem):
    """Somebody changed it first; `current` is its state now."""

    status, rule = 409, "stale"


class VersionNeeded(Problem):
    """A change of a versioned thing must say which version it saw."""

    status, rule = 428, "version-needed"


class OpReused(Problem):
    """The same operation id came with another body."""

    rule = "op-reused"


class Busy(Problem):
    """Two changes waited for each other; nothing of this one was stored, and it can be sent again."""

    status, rule = 503, "busy"


class NotAllowed(Problem):
    """The actor's role does not hold this right."""

    status, rule = 403, "not-allowed"


class Replayed(Problem):
    """The same operation came again: it was done before and is not done twice."""

    status, rule = 200, "replayed"

    def __init__(self, operation: Any) -> None:
        super().__init__("This was already saved.")
        self.operation = operation
