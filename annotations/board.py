"""Who has what: documents × coders in one round, and how far each is."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator

from annotations.models import Assignment, Round
from annotations.progress import Progress, measure, with_progress
from annotations.querysets import sees_only_own
from annotations.rounds_page import chosen
from corpus.models import Document
from projects.models import Coder, Membership

DOCUMENTS_PER_PAGE = 25


@dataclass(frozen=True)
class Cell:
    """One coder's work on one document (None: never theirs), and whether it can be given to them."""

    coder: Coder
    name: str
    task: Progress | None
    is_free: bool


@dataclass(frozen=True)
class Row:
    """One document and, coder by coder, how far each is."""

    document: Document
    cells: list[Cell]


class Board:
    """Documents × coders in one round: a page of documents, with a fixed number of queries.

    Whoever codes in a blind round finds nobody else's work here before it is opened.
    """

    def __init__(self, member: Membership, round: str | None, number: str | None) -> None:
        self.member, self.project, self.asked, self.number = member, member.project, round, number

    @cached_property
    def rounds(self) -> list[Round]:
        return list(Round.objects.in_project(self.project))

    @cached_property
    def round(self) -> Round | None:
        return chosen(self.rounds, self.asked)

    @cached_property
    def is_own_only(self) -> bool:
        return self.round is not None and sees_only_own(self.member, self.round)

    @property
    def has_choice(self) -> bool:
        return len(self.rounds) > 1

    @cached_property
    def page(self) -> Page[Document]:
        documents = Document.objects.in_project(self.project).active().order_by("title", "pk")
        return Paginator(documents, DOCUMENTS_PER_PAGE).get_page(self.number)

    @cached_property
    def coders(self) -> list[Coder]:
        """Those who can be given work, and those whose work is on this page."""
        people = Coder.objects.in_project(self.project).people().by_name()
        return [coder for coder in people if coder.pk in self.able or coder.pk in self._with_work]

    @cached_property
    def able(self) -> set[int]:
        return set(Coder.objects.in_project(self.project).able().values_list("pk", flat=True))

    @cached_property
    def rows(self) -> list[Row]:
        return [Row(document, [self._cell(document, coder) for coder in self.coders]) for document in self.page]

    def _cell(self, document: Document, coder: Coder) -> Cell:
        task = self._cells.get((document.pk, coder.pk))
        is_locked = self.round is None or self.round.locked_at is not None
        is_free = task is None or task.assignment.given_back_at is not None
        return Cell(coder, f"{document.pk}-{coder.pk}", task, is_free and coder.pk in self.able and not is_locked)

    @cached_property
    def returnable(self) -> list[Progress]:
        """The handed-in work on this page that can be given back."""
        if self.round is None or self.round.locked_at:
            return []
        return [each for each in self._cells.values() if each.state == "handed-in"]

    @cached_property
    def _cells(self) -> dict[tuple[int, int], Progress]:
        given = Assignment.objects.known_to(self.member).in_round(self.round).on_any(self.page.object_list)
        return {
            (each.assignment.document_id, each.assignment.coder_id): each
            for each in measure(with_progress(given.with_all()))
        }

    @property
    def _with_work(self) -> set[int]:
        return {coder for _document, coder in self._cells}
