"""What an export takes: whose rows, of which round, with how much text, under which names."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from annotations.models import Passage, Reading, Round, UnitTheme
from annotations.querysets import HIDDEN_ROUND, PassageQuerySet, ReadingQuerySet, UnitThemeQuerySet
from projects.models import Coder, Membership, Project

Rows = TypeVar("Rows", PassageQuerySet, ReadingQuerySet, UnitThemeQuerySet)

# Whose codes leave where nobody is named: people are never pooled with machines or with what was decided.
PEOPLE = (Coder.Kind.PERSON, Coder.Kind.IMPORTED)
FULL, QUOTES, OFFSETS = "full", "quotes", "offsets"
PSEUDONYMS, REAL = "pseudonyms", "real"


@dataclass(frozen=True)
class Selection:
    """No `coders`: people's and imported ones. Machines' codes and what was decided leave only where they are named.

    `member` None: the operator of the installation, for whom `with_hidden` opens blind rounds too.

    `text`: full; quotes (no texts of units); offsets (no quotes either). `names`: pseudonyms or real.
    """

    project: Project
    member: Membership | None = None
    coders: tuple[Coder, ...] = ()
    round: Round | None = None
    text: str = FULL
    names: str = PSEUDONYMS
    with_hidden: bool = False

    def passages(self) -> PassageQuerySet:
        return self._of(Passage.objects.all())

    def readings(self) -> ReadingQuerySet:
        """Read marks on what can be coded in the current texts."""
        return self._of(Reading.objects.all()).filter(paragraph__is_codable=True, paragraph__revision__state="current")

    def unit_themes(self) -> UnitThemeQuerySet:
        return self._of(UnitTheme.objects.all())

    @property
    def coder_field(self) -> str:
        return "coder__name" if self.names == REAL else "coder__pseudonym"

    def _of(self, rows: Rows) -> Rows:
        if self.member:
            seen = rows.visible_to(self.member)
        else:
            seen = rows.filter(Q() if self.with_hidden else ~HIDDEN_ROUND, round__project=self.project)
        chosen = seen.filter(coder__in=self.coders) if self.coders else seen.filter(coder__kind__in=PEOPLE)
        chosen = chosen.in_round(self.round) if self.round else chosen
        return chosen.filter(document__withdrawn_at=None)
