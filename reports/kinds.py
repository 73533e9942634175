"""What of reports the ledger can replay."""

from collections.abc import Iterator
from typing import Any

from ledger.kinds import Kind
from reports.models import SavedView
from reports.states import saved_view_state


def live_saved_views(project: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for view in SavedView.objects.in_project(project):
        yield str(view.pk), saved_view_state(view)


KINDS = (Kind("saved-view", live_saved_views),)
