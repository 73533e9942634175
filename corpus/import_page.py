"""The page of an import: how far it is, its files, and what can be done; in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from corpus.actions import undoing
from corpus.actions.receiving import READ, STORE, State
from corpus.import_querysets import SHOWN
from corpus.models import Document, ImportBatch, ImportFile
from jobs.models import Job

PER_PAGE = 50
JOBS = {State.READING: READ, State.STORING: STORE}


@dataclass(frozen=True)
class Tab:
    """One choice of what to show: how many files it would show."""

    words: str
    n: int
    query: str
    is_chosen: bool


class ImportPage:
    """`asked` is what GET says: show (one of import_querysets.SHOWN) and page."""

    def __init__(self, batch: ImportBatch, asked: Any) -> None:
        self.batch, self.files = batch, ImportFile.objects.of(batch)
        self.show = asked.get("show", "") if asked.get("show") in SHOWN else ""
        self.number = asked.get("page", 1)

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.files.counts()

    @cached_property
    def page(self) -> Page[ImportFile]:
        return Paginator(self.files.shown(self.show), PER_PAGE).get_page(self.number)

    @property
    def tabs(self) -> list[Tab]:
        """All, and each name that stands for files; the one that is shown stays, though it may show none."""
        names = [name for name in SHOWN if self._n(name) or name == self.show]
        chosen = [Tab(self.words[name], self._n(name), f"show={name}", name == self.show) for name in names]
        return [Tab(_("All"), self.counts["all"], "", not self.show), *chosen]

    @property
    def words(self) -> dict[str, str]:
        is_open = self.batch.is_open
        return {
            "added": _("To be added") if is_open else _("Added"),
            "revised": _("New texts"),
            "near-duplicate": _("Nearly here"),
            "doubtful": _("To look at"),
            "unchanged": _("Here already"),
            "refused": _("Refused"),
            "left-out": _("Left out"),
            "waiting": _("Not read yet"),
        }

    def _n(self, name: str) -> int:
        return self.counts[name.replace("-", "_")]

    @cached_property
    def job(self) -> Job | None:
        """The one that reads or stores it, if that is what is to be done."""
        kind = JOBS.get(State(self.batch.state))
        return Job.objects.of_kind(kind).with_key(str(self.batch.pk)).newest_first().first() if kind else None

    @property
    def is_moving(self) -> bool:
        """Whether it gets on by itself."""
        return self.job is not None and not self.job.is_over

    @property
    def is_stuck(self) -> bool:
        """Whether somebody has to say that it goes on."""
        return self.batch.state in JOBS and not self.is_moving

    @property
    def done(self) -> int:
        """How many files are read, or stored, of `total`."""
        if self.batch.state == State.READING:
            return self.counts["all"] - self.counts["waiting"]
        return self.counts["stored"]

    @property
    def total(self) -> int:
        return self.counts["all"] if self.batch.state == State.READING else self.done + self.n_storable

    @cached_property
    def n_storable(self) -> int:
        return self.files.storable().count()

    @cached_property
    def n_documents(self) -> int:
        """How many documents it added that are still there."""
        return Document.objects.of_import(self.batch).active().count()

    @property
    def can_be_undone(self) -> bool:
        return self.batch.state in (State.DONE, State.CANCELLED) and self.n_documents > 0

    @cached_property
    def why_not_undone(self) -> str:
        """What stands against taking it back; "" when nothing does."""
        return undoing.why_not(list(Document.objects.of_import(self.batch).active().by_id().ids()))
