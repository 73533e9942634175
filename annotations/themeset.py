"""`passage.themes`: taggit's manager whose every change is an operation of the ledger."""

from collections.abc import Sequence
from typing import Any

from vocabulary.controlled import ControlledThemes


class ThemeSet(ControlledThemes):
    """The themes of ONE coder's passage in one round: only there is (item, tag) unique, as taggit assumes."""

    def project_id(self) -> int:
        return int(self.instance.round.project_id)

    def change(self, *, add: Sequence[Any], remove: Sequence[Any], **how: Any) -> None:
        from annotations.actions import theming  # the model that carries this manager is what the action writes

        self._remove_prefetched_objects()
        theming.change_themes(passage=self.instance, add=add, remove=remove, **how)
