"""Questions to what reports keep, one file a noun."""

from reports.querysets.folds import FoldPartQuerySet, FoldQuerySet
from reports.querysets.saved_views import SavedViewQuerySet

__all__ = ["FoldPartQuerySet", "FoldQuerySet", "SavedViewQuerySet"]
