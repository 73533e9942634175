"""Passages as stretches of text: how many there are, and how many characters they cover, each once (pure)."""

from collections.abc import Collection
from functools import cached_property

import numpy as np

from reports.book import Book
from reports.cubes.evidence import Evidence, Ints
from reports.cubes.places import lookup


class Spans:
    """The passages of one part of the evidence; one row a passage and theme."""

    def __init__(self, evidence: Evidence, book: Book) -> None:
        self.evidence, self.book = evidence, book
        self.coder, document, paragraph, start, end, self.theme = evidence.spans.T
        self.row = np.searchsorted(evidence.described.documents, document)
        self.column = book.columns(self.theme)
        keys = np.stack([self.coder, paragraph, start, end], axis=1)
        self.passage = np.unique(keys, axis=0, return_inverse=True)[1].reshape(-1)
        _documents, pks, codable, _sentences, chars = evidence.paragraphs.T
        at = lookup(pks, np.argsort(pks), paragraph)
        self.is_codable = at >= 0
        self.is_codable[self.is_codable] = codable[at[self.is_codable]] > 0
        offsets = np.concatenate([[0], np.cumsum(chars)]).astype(np.int64)
        self.length = int(offsets[-1])
        self.start, self.end = offsets[at] + start, offsets[at] + end

    @cached_property
    def n_rows(self) -> int:
        return len(self.evidence.described.documents)

    def counts(self, coders: Collection[int]) -> tuple[Ints, Ints]:
        """passages, characters: documents × themes."""
        mine = self._of(coders) & (self.column >= 0)
        cells = self.row[mine] * len(self.book.themes) + self.column[mine]
        shape = (self.n_rows, len(self.book.themes))
        passages = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)
        return passages, self._covered(mine, self.column, shape[1])

    def rolled(self, coders: Collection[int], passages: Ints, characters: Ints) -> tuple[Ints, Ints]:
        """The same with sub-themes."""
        passages, characters, mine = passages.copy(), characters.copy(), self._of(coders)
        nothing = np.zeros(len(mine), np.int64)
        for parent, family in self.book.families.items():
            rows, column = mine & np.isin(self.theme, sorted(family)), self.book.themes.index(parent)
            passages[:, column] = self._passages(rows)
            characters[:, column] = self._covered(rows, nothing, 1)[:, 0]
        return passages, characters

    def totals(self, coders: Collection[int]) -> tuple[Ints, Ints]:
        """By document: passages, and characters under any of them."""
        mine = self._of(coders)
        return self._passages(mine), self._covered(mine, np.zeros(len(mine), np.int64), 1)[:, 0]

    def _of(self, coders: Collection[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.isin(self.coder, sorted(coders))

    def _passages(self, rows: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ints:
        """By document, each once, however many of its themes are counted."""
        first = np.unique(self.passage[rows], return_index=True)[1]
        return np.bincount(self.row[rows][first], minlength=self.n_rows).astype(np.int64)

    def _covered(self, rows: np.ndarray[tuple[int], np.dtype[np.bool_]], column: Ints, n_columns: int) -> Ints:
        """Characters of codable paragraphs under the rows, by document and column; what overlaps counts once.

        Each column has a stretch of numbers of its own, so that one running maximum serves all.
        """
        rows = rows & self.is_codable
        base = column[rows] * self.length
        order = np.argsort(base + self.start[rows], kind="stable")
        start, end = (base + self.start[rows])[order], (base + self.end[rows])[order]
        reached = np.concatenate([[0], np.maximum.accumulate(end)[:-1]]) if len(end) else end
        new = np.maximum(end - np.maximum(start, reached), 0)
        cells = (self.row[rows] * n_columns + column[rows])[order]
        sums = np.bincount(cells, new, self.n_rows * n_columns)
        return sums.reshape(self.n_rows, n_columns).astype(np.int64)
