"""What reports keep: views of figures that somebody wants to see again."""

from reports.models.saved_views import SavedView

__all__ = ["SavedView"]
