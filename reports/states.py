"""The state of what reports keep, as events keep it."""

from typing import Any

from reports.models import SavedView


def saved_view_state(view: SavedView) -> dict[str, Any]:
    return {
        "owner": view.owner_id,
        "name": view.name,
        "address": view.address,
        "is_shared": view.is_shared,
        "saved_at": view.saved_at.isoformat(),
        "version": view.version,
    }
