"""The deciding page of a document: its differences, a window of paragraphs at a time, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, groupby
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations import cells, deciding_keys
from annotations.addresses import decisions_page
from annotations.deciding_rows import OUTCOMES, Refused, Unit, key_of
from annotations.deciding_rules import Rule, rules_of
from annotations.deciding_spots import Spot, Spots
from annotations.deciding_steps import Steps, next_steps
from annotations.material import Cell
from annotations.models import Assignment
from annotations.querysets import sees_only_own
from annotations.standing import HIDDEN, READY, Standing, best, standings
from corpus.models import Document
from projects.models import Coder, Membership
from vocabulary import codebook

PARAGRAPHS = 15  # with differences, on one page
CELLS = 18  # after which no further paragraph begins
SHOWN = {
    "open": ("open", "reopened"),
    "reopened": ("reopened",),
    "decided": ("decided",),
    "agreed": ("agreed",),
    "all": ("open", "reopened", "decided", "agreed"),
}
TABS = {
    "open": gettext_lazy("To decide"),
    "reopened": gettext_lazy("Open again"),
    "decided": gettext_lazy("Decided"),
    "agreed": gettext_lazy("Agreed"),
    "all": gettext_lazy("All"),
}
NOTHING = {
    "open": gettext_lazy("Nothing is left to decide here."),
    "reopened": gettext_lazy("No decision was opened again."),
    "decided": gettext_lazy("Nothing is decided yet."),
    "agreed": gettext_lazy("The coders agree nowhere."),
    "all": gettext_lazy("No coder gave a theme to anything in this document."),
}


@dataclass(frozen=True)
class Tab:
    """Cells of a state to choose: how many, and the query string that chooses them."""

    words: str
    n: int
    query: str
    is_chosen: bool


class DecidingPage:
    """What a member sees of a document in a round: `asked` has round, show and from; `refused` what was not done."""

    def __init__(
        self, member: Membership, document: Document, asked: dict[str, Any], refused: Refused | None = None
    ) -> None:
        self.member, self.project, self.document, self.refused = member, member.project, document, refused
        self.show = asked.get("show") or "open"
        self.first = asked.get("from") or 0
        work = Assignment.objects.on(document).kept().of_readers().with_all().order_by("round", "coder")
        self.standings = [each for each in standings(work).values() if each.round.project_id == self.project.pk]
        self.standing: Standing | None = best(self.standings, asked.get("round"))

    @property
    def round(self) -> Any:
        return self.standing.round if self.standing else None

    @property
    def state(self) -> str:
        """That of the standing; of a closed round nothing more than that it is hidden."""
        if self.standing is None:
            return "nobody"
        return HIDDEN if self.is_closed else self.standing.state

    @property
    def is_ready(self) -> bool:
        return self.state == READY

    @cached_property
    def is_closed(self) -> bool:
        """Whether even who has what is hidden: from coders of the round while it is blind."""
        return self.round is not None and sees_only_own(self.member, self.round)

    @property
    def coders(self) -> Sequence[Coder]:
        return self.standing.coders if self.standing and not self.is_closed else []

    @property
    def missing(self) -> list[Coder]:
        return self.standing.missing if self.standing and self.state != "alone" and not self.is_closed else []

    @property
    def other_rounds(self) -> list[Any]:
        return [each.round for each in self.standings if each.round != self.round and len(each.work) > 1]

    @property
    def unit_in_words(self) -> str:
        unit = {"sentence": _("sentence"), "paragraph": _("paragraph"), "document": _("document")}
        return _("decided by %s") % unit[self.project.unit]

    @cached_property
    def differences(self) -> cells.Differences:
        return cells.differences(self.round, self.document)

    @property
    def counts(self) -> dict[str, int]:
        return self.differences.counts

    @property
    def n_open(self) -> int:
        return self.differences.n_to_decide

    @property
    def n_differences(self) -> int:
        """Decided or to decide: everything but what the coders agree on."""
        return self.counts["decided"] + self.n_open

    @cached_property
    def n_questions(self) -> int:
        return sum(cell.kind == "question" for cell in self.differences.cells) if self.is_ready else 0

    @property
    def tabs(self) -> list[Tab]:
        return [
            Tab(
                str(words),
                sum(self.counts[state] for state in SHOWN[name]),
                self._query(show="" if name == "open" else name),
                is_chosen=name == self.show,
            )
            for name, words in TABS.items()
        ]

    @property
    def nothing_in_words(self) -> str:
        return str(NOTHING[self.show])

    @cached_property
    def by_paragraph(self) -> list[tuple[int, list[Cell]]]:
        """The paragraphs with something to show, by ordinal, each with all its cells."""
        grouped = (
            (ordinal, list(some)) for ordinal, some in groupby(self.differences.cells, lambda cell: cell.ordinal)
        )
        return [(ordinal, some) for ordinal, some in grouped if any(map(self._is_wanted, some))]

    @cached_property
    def window(self) -> list[list[Cell]]:
        """The cells of those on this page."""
        found: list[list[Cell]] = []
        for ordinal, some in self.by_paragraph:
            if ordinal >= self.first and (not found or self._has_room(found)):
                found.append(some)
        return found

    def _is_wanted(self, cell: Cell) -> bool:
        """Whether its paragraph is shown for it; that of a refusal always is."""
        is_refused = self.refused is not None and self.refused.paragraph == cell.paragraph
        return is_refused or cell.state in SHOWN[self.show]

    def _has_room(self, found: list[list[Cell]]) -> bool:
        return len(found) < PARAGRAPHS and sum(map(len, found)) < CELLS

    @property
    def next(self) -> str:
        """The query string of the page behind this one; "" at the end."""
        last = self.window[-1][0].ordinal if self.window else 0
        behind = [ordinal for ordinal, _some in self.by_paragraph if ordinal > last] if last else []
        return self._query(show=self.shown, **{"from": behind[0]}) if behind else ""

    @property
    def previous(self) -> str:
        before = [ordinal for ordinal, _some in self.by_paragraph if ordinal < self.first]
        return self._query(show=self.shown, **{"from": before[-PARAGRAPHS:][0]}) if before else ""

    @cached_property
    def spots(self) -> list[Spot]:
        return self._spots(self.window).found()

    @property
    def n_columns(self) -> int:
        return len(self.coders)

    @property
    def n_table_columns(self) -> int:
        return self.n_columns + 3

    @cached_property
    def book(self) -> Any:
        return codebook.current(self.project)

    @property
    def themes(self) -> list[Any]:
        """The themes that another one can be replaced by."""
        return self.book.active_entries() if self.book else []

    @cached_property
    def rules(self) -> list[Rule]:
        """What each rule would decide now, said before it does."""
        return rules_of(self.differences)

    @cached_property
    def steps(self) -> Steps:
        return next_steps(self.differences, self.document, self.book, self.member.user)

    @property
    def is_refused_elsewhere(self) -> bool:
        """Whether what was refused has no cell on the page, beside which it could be told."""
        if not self.refused or not self.is_ready:
            return self.refused is not None
        return not any(row.refused for spot in self.spots for unit in spot.units for row in unit.rows)

    @property
    def address(self) -> str:
        """The page again, as it was asked for."""
        return decisions_page(self.round, self.document.pk, self.shown, self.first)

    def address_at(self, key: str) -> str:
        """The page that begins with the paragraph of a cell, at the cell; among all of them where it is not open."""
        cell = next((cell for cell in self.differences.cells if key_of(*cell.key) == key), None)
        if cell is None:
            return self.address
        show = "" if cell.is_to_decide else "all"
        return decisions_page(self.round, self.document.pk, show, cell.ordinal, key)

    def address_behind(self, paragraph: int, unit: int) -> str:
        """The page again, at the next open difference behind a unit."""
        behind = dropwhile(lambda cell: (cell.paragraph, cell.unit) != (paragraph, unit), self.differences.cells)
        following = next((key_of(*cell.key) for cell in behind if cell.is_to_decide), "deciding-end")
        return f"{self.address}#{following}"

    def said(self, paragraph: int, slug: str, outcome: str) -> str:
        """What was decided, in words."""
        ordinal = next((cell.ordinal for cell in self.differences.cells if cell.paragraph == paragraph), 0)
        entry = self.book.by_slug.get(slug) if self.book else None
        told = {"code": entry.code if entry else "?", "outcome": str(OUTCOMES[outcome]), "ordinal": ordinal}
        words = _("%(code)s: %(outcome)s, ¶ %(ordinal)d.") if entry else _("%(outcome)s, ¶ %(ordinal)d.")
        left = ngettext("%d is left to decide.", "%d are left to decide.", self.n_open) % self.n_open
        return f"{words % told} {left}"

    @property
    def shown(self) -> str:
        """As addresses say what is shown; open ones are not named."""
        return "" if self.show == "open" else self.show

    @property
    def script(self) -> dict[str, Any]:
        """What the page's script knows."""
        own = {"user": self.member.user_id, "keys_on": self.keys_on}
        return {**own, "letters": deciding_keys.letters(), "words": deciding_keys.words()}

    @property
    def strip(self) -> list[deciding_keys.Shown]:
        return deciding_keys.strip(self.member.user.preferred)

    @property
    def help(self) -> Any:
        return deciding_keys.help_groups(self.member.user.preferred)

    @property
    def keys_on(self) -> bool:
        return self.member.user.preferred.keys_on

    @cached_property
    def following(self) -> Document | None:
        """The document to decide after this one, by title; the first again behind the last."""
        others = list(cells.decidable(self.round).sorted("title"))
        pks = [each.pk for each in others]
        here = pks.index(self.document.pk) if self.document.pk in pks else -1
        return next((each for each in [*others[here + 1 :], *others[:here]] if each.pk != self.document.pk), None)

    def unit(self, paragraph: int, number: int) -> Unit | None:
        """One unit as the page shows it, after a change; None where it has no cell any more."""
        found = [each for each in self.differences.cells if (each.paragraph, each.unit) == (paragraph, number)]
        return next(iter(self._spots([found]).units_of(found)), None) if found else None

    def _spots(self, window: list[list[Cell]]) -> Spots:
        place: Any = self.standing
        return Spots(self.project, place, self.document, window, self.show in ("agreed", "all"), self.refused)

    def _query(self, **parts: Any) -> str:
        asked = {"round": self.round.pk, **parts}
        return urlencode({name: value for name, value in asked.items() if value})
