"""What was fetched or unpacked lately, so that the next page need not: so many bytes for each process, no more.

Nothing in it can be out of date: what is kept is named by a stamp that changes whenever it does.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any


class Memory:
    """Values by name; when there are more than `most_bytes` of them, those go that were not used for longest."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.n_bytes = most_bytes, 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, name: Hashable) -> Any | None:
        """What is kept under a name; None where nothing is."""
        with self._lock:
            if name not in self._kept:
                return None
            self._kept.move_to_end(name)
            return self._kept[name][0]

    def keep(self, name: Hashable, value: Any, n_bytes: int) -> Any:
        """Keep a value, and give it back."""
        with self._lock:
            _old, before = self._kept.pop(name, (None, 0))
            self._kept[name] = (value, n_bytes)
            self.n_bytes += n_bytes - before
            while self.n_bytes > self.most_bytes and len(self._kept) > 1:
                self.n_bytes -= self._kept.popitem(last=False)[1][1]
        return value

    def once(self, name: Hashable, make: Callable[[], Any], size: Callable[[Any], int]) -> Any:
        """What is kept, or else what is made now; two at the same moment both make it, which does no harm."""
        found = self.get(name)
        if found is None:
            found = make()
            self.keep(name, found, size(found))
        return found
