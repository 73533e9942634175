"""Source and Document: what was published, and where."""

from django.db import models

from corpus import provenance
from corpus.querysets import DocumentQuerySet, SourceQuerySet


class Source(models.Model):
    """The outlet that published a document, with its authority (party organ, ministry, think tank, press …)."""

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="sources", db_index=False)
    name = models.CharField(max_length=200)
    authority = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="source_name")]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """One text as published. `published` is an ISO date, full or partial ("2024-11", "2024"), or empty: unknown.

    `year` is its year, 0 when unknown, so that no key ever holds NULL.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="documents", db_index=False)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=500)
    author = models.CharField(max_length=300, blank=True)
    published = models.CharField(max_length=10, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=12, default="en")
    url = models.CharField(max_length=1000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "year"], name="document_year"),
            models.Index(
                fields=["project", "year", "language"], name="document_choices", condition=models.Q(withdrawn_at=None)
            ),
            models.Index(
                fields=["project", "title", "id"], name="document_title", condition=models.Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def beside(self) -> list[tuple[str, str]]:
        """What else is known, under names for readers."""
        return provenance.labelled(self.extra)
