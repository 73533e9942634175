"""Fold and FoldPart: figures of some hundred documents, kept so that a page need not count them again."""

from django.db import models

from reports.querysets import FoldPartQuerySet, FoldQuerySet


class Fold(models.Model):
    """The documents of a project with ids from `first` to `last`, counted in one round as operation `number` left them.

    Derived, never written by a save: whoever reads it counts anew what was touched after `number`. `book` is what of
    the codebook the counts depend on, in JSON; `stamp` changes with every counting.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="folds", db_index=False)
    round = models.ForeignKey("annotations.Round", on_delete=models.PROTECT, related_name="folds", db_index=False)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    number = models.BigIntegerField()
    n_documents = models.PositiveIntegerField()
    book = models.TextField()
    stamp = models.UUIDField()

    objects = FoldQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "first"], name="fold_once")]
        indexes = [models.Index(fields=["project", "number"], name="fold_number")]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


class FoldPart(models.Model):
    """One table of a fold: of one coder, or (coder 0) of all people together; packed by reports/cubes/packing.py."""

    fold = models.ForeignKey(Fold, on_delete=models.PROTECT, related_name="parts", db_index=False)
    coder = models.BigIntegerField()
    name = models.CharField(max_length=20)
    data = models.BinaryField()

    objects = FoldPartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fold", "coder", "name"], name="fold_part_once")]

    def __str__(self) -> str:
        return f"{self.fold_id} {self.coder} {self.name}"
