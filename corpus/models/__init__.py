"""What is read, where it was published, and how it came in."""

from corpus.models.documents import Document, Source
from corpus.models.habits import SourceHabit
from corpus.models.imports import ImportBatch, ImportFile, Original
from corpus.models.sketches import Sketch
from corpus.models.texts import Paragraph, Revision

__all__ = [
    "Document",
    "ImportBatch",
    "ImportFile",
    "Original",
    "Paragraph",
    "Revision",
    "Sketch",
    "Source",
    "SourceHabit",
]
