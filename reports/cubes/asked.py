"""What several readings have in common inside one moment, asked for once."""

from collections.abc import Callable, Hashable
from typing import Any


class Asked:
    """Answers by name, good for as long as the moment lasts in which they were given."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}

    def once(self, name: Hashable, ask: Callable[[], Any]) -> Any:
        """The answer that there is, or else the one that is given now."""
        if name not in self._answers:
            self._answers[name] = ask()
        return self._answers[name]
