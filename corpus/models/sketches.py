"""Sketch: a few numbers of a text, by which others that are nearly the same are found."""

from django.db import models

from corpus.models.texts import Revision
from corpus.querysets import SketchQuerySet


class Sketch(models.Model):
    """One of the bands of corpus.nearness of a revision's text; derived from it, and never changed."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="sketches")
    band = models.BigIntegerField()

    objects = SketchQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["band"], name="sketch_band")]

    def __str__(self) -> str:
        return str(self.band)
