"""After how many days work that nobody touches goes back to the pool (pure)."""

from datetime import datetime, timedelta
from typing import Any

SETTING = "idle_days"  # in Project.settings; null: never
USUAL = 14
MOST = 3650


def idle_days(project: Any) -> int | None:
    """The days that a project gives; None where work never goes back by itself."""
    days: int | None = project.settings.get(SETTING, USUAL)
    return days


def idle_from(project: Any, now: datetime) -> datetime | None:
    """The moment since which something must have been done in work that is not idle; None: none ever is."""
    days = idle_days(project)
    return None if days is None else now - timedelta(days=days)
