"""All figures of one document, counted with sets (pure); what is 0 is left out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from reports.book import Book
from reports.counting.base import NO_GAP, Gap
from reports.recounting.sheets import Sheet, Unit

Key = tuple[str, int]  # figure, theme (0: whatever theme)
Kinds = dict[Unit, tuple[bool, bool]]  # unit -> whether a tag is sure, whether one is doubted


@dataclass
class Recount:
    """A document for some coders together; `people` are those of whom two make a unit double-coded."""

    sheet: Sheet
    book: Book
    coders: Collection[int]
    people: Collection[int]

    def figures(self) -> dict[Key, int]:
        """By (figure, theme), the names being those of the fields of Totals and Counts, "own" or "rolled" before."""
        found = dict(self._totals())
        for theme in self.book.themes:
            found["read", theme] = len(self._answered_outside(self.book.gap(theme)))
            found |= self._of_theme("own", theme, frozenset({theme}))
            found |= self._of_theme("rolled", theme, self.book.families.get(theme, frozenset({theme})))
        for (theme, edition), gap in self.book.editions.items():
            found[f"edition {edition}", theme] = len(self._carrying([theme], gap))
        return {key: n for key, n in found.items() if n}

    def pairs(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Two themes -> how many units and how many paragraphs carry both; a theme with itself: carry it at all.

        Of themes the smaller id comes first; (0, 0): all that was answered.
        """
        units = {theme: {*self._carrying([theme], self.book.gap(theme))} for theme in self.book.themes}
        there = {theme: {home for home, _index in held} for theme, held in units.items()}
        answered = self._answered_outside(NO_GAP)
        found = {(0, 0): (len(answered), len({home for home, _index in answered}))}
        for one in units:
            for other in units:
                if one <= other and there[one] & there[other]:
                    found[one, other] = (len(units[one] & units[other]), len(there[one] & there[other]))
        return {pair: counts for pair, counts in found.items() if any(counts)}

    def _totals(self) -> Iterator[tuple[Key, int]]:
        sheet, marked = self.sheet, {unit for coder in self.coders for unit in self._read[coder]}
        tagged = self._tagged
        n_readers = {unit: sum(unit in self._read[coder] for coder in self.people) for unit in marked}
        codable = sheet.codable()
        spans = self._spans(None)
        counts = {
            "codable": len(sheet.units()),
            "not_codable": len(sheet.paragraphs) - len(codable),
            "characters": sum(each.n_chars for each in codable.values()),
            "read_all": len(marked),
            "questions": len(marked - self._answered_outside(NO_GAP)),
            "tagged": len(tagged),
            "unsure": sum(unsure for _sure, unsure in tagged.values()),
            "parents_only": len(tagged.keys() - self._with_other_than(self.book.families)),
            "double": sum(n > 1 for n in n_readers.values()),
            "covered": sheet.characters({span[1:] for span in spans}),
            "passages": len(spans),
        }
        return (((name, 0), n) for name, n in counts.items())

    def _of_theme(self, kind: str, theme: int, family: Collection[int]) -> dict[Key, int]:
        units, spans = self._carrying(family, self.book.gap(theme)), self._spans(family)
        return {
            (f"{kind} units", theme): len(units),
            (f"{kind} sure", theme): sum(sure for sure, _unsure in units.values()),
            (f"{kind} unsure", theme): sum(unsure for _sure, unsure in units.values()),
            (f"{kind} passages", theme): len(spans),
            (f"{kind} characters", theme): self.sheet.characters({span[1:] for span in spans}),
        }

    @cached_property
    def _read(self) -> dict[int, dict[Unit, set[int]]]:
        return {coder: self.sheet.read_by(coder) for coder in {*self.coders, *self.people}}

    @cached_property
    def _answered(self) -> dict[int, dict[Unit, set[int]]]:
        """What each read and does not ask about, with the versions under which it was."""
        asked = {coder: self.sheet.work[coder].asked for coder in self.coders}
        return {c: {u: under for u, under in self._read[c].items() if u not in asked[c]} for c in self.coders}

    def _answered_outside(self, gap: Gap) -> set[Unit]:
        return {u for coder in self.coders for u, under in self._answered[coder].items() if not under & gap}

    @cached_property
    def _given(self) -> dict[int, dict[int, Kinds]]:
        return {coder: self.sheet.given_by(coder) for coder in self.coders}

    def _carrying(self, themes: Collection[int], gap: Gap = NO_GAP) -> Kinds:
        """Answered units with one of the themes, under versions that had it and are outside the gap."""
        known = [theme for theme in themes if theme in self.book.themes]
        return self._kinds((theme, self.book.gap(theme) | gap) for theme in known)

    @cached_property
    def _tagged(self) -> Kinds:
        """Answered units with any theme."""
        return self._kinds((theme, NO_GAP) for theme in {theme for given in self._given.values() for theme in given})

    def _with_other_than(self, themes: Collection[int]) -> set[Unit]:
        every = {theme for given in self._given.values() for theme in given}
        return {*self._kinds((theme, NO_GAP) for theme in every if theme not in themes)}

    def _kinds(self, wanted: Iterator[tuple[int, Gap]]) -> Kinds:
        found: Kinds = {}
        for theme, lacking in wanted:
            for coder in self.coders:
                answered = self._answered[coder]
                for unit, (sure, unsure) in self._given[coder].get(theme, {}).items():
                    if unit in answered and not answered[unit] & lacking:
                        before = found.get(unit, (False, False))
                        found[unit] = (before[0] or sure, before[1] or unsure)
        return found

    def _spans(self, themes: Collection[int] | None) -> set[tuple[int, int, int, int]]:
        """coder, paragraph, start and end of the passages with one of the themes, or (None) of all."""
        return {
            (coder, paragraph, start, end)
            for coder in self.coders
            for paragraph, start, end, theme, _unsure in self.sheet.work[coder].spans
            if themes is None or theme in themes
        }
