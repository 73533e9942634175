"""What reports keep: views of figures that somebody wants to see again, and counts that need not be made again."""

from reports.models.folds import Fold, FoldPart
from reports.models.saved_views import SavedView

__all__ = ["Fold", "FoldPart", "SavedView"]
