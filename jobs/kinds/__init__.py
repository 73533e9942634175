"""Every kind of job there is: each app lists its own, in a module that settings.JOB_KINDS names."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from jobs.kinds.base import Kind, Slice, Step

__all__ = ["Kind", "Slice", "Step", "kinds"]


@cache
def kinds() -> dict[str, Kind]:
    """By name, in the order of settings.JOB_KINDS."""
    listed = [kind for module in settings.JOB_KINDS for kind in import_string(f"{module}.KINDS")]
    return {kind.name: kind for kind in listed}
