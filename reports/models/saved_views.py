"""SavedView: a page of figures with what was chosen on it, under a name."""

from django.conf import settings
from django.db import models

from reports.querysets import SavedViewQuerySet


class SavedView(models.Model):
    """One page of a project's figures as somebody looked at it, to be opened again; shared, or its owner's alone.

    `address` stands below the project's own and has the parameters: "coverage/?rows=source&round=3".
    """

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="saved_views")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=2000)
    is_shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "owner", "name"], name="saved_view_name")]

    def __str__(self) -> str:
        return self.name
