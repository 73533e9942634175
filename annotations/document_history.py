"""The history of one document for one member: the text's, their own work's, and others' where nothing is hidden."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from annotations.histories.lines import Entry, entry
from annotations.histories.names import Names
from annotations.models import Assignment
from annotations.querysets import may_see
from annotations.states import about
from corpus.models import Document
from ledger.models import Event, Operation
from ledger.querysets import OperationQuerySet
from projects.models import Coder, Membership

PER_PAGE = 30
OF_TEXT = ("paragraph", "source")


class DocumentHistory:
    """One page of operations, newest first, with a fixed number of queries."""

    def __init__(self, member: Membership, document: Document, number: int | str | None) -> None:
        self.member, self.document, self.number = member, document, number
        self.place = f"document/{document.pk}"
        known = Assignment.objects.known_to(member).on(document).with_all()
        self.work = [each for each in known if may_see(member, each.round, each.coder)]
        self.given = {str(each.pk) for each in known}
        self.decided = self._decided()

    @cached_property
    def page(self) -> Page[Operation]:
        operations = self._operations().newest_first().select_related("actor").prefetch_related("events")
        return Paginator(operations, PER_PAGE).get_page(self.number)

    @cached_property
    def entries(self) -> list[Entry]:
        names = Names(self.document.project, [self.document.pk])
        undone = Operation.objects.undone(self.document.project_id, self._abouts())
        return [
            entry(
                operation, [event for event in operation.events.all() if self._shows(operation, event)], names, undone
            )
            for operation in self.page
        ]

    def _operations(self) -> OperationQuerySet:
        """The text's operations, those of the work one may see, and the giving of documents one may know of."""
        events = Event.objects.filter(operation=OuterRef("pk"))
        of_text = Q(about=self.place) & ~Exists(events.filter(kind__in=("assignment", "anchor")))
        of_work = Q(about__in=[about(each) for each in self.work])
        decided = Q(about__in=self.decided) & Exists(events.filter(kind="decision"))
        own = (
            Event.objects.filter(kind="assignment", object_id__in=self.given)
            | Event.objects.of("document", self.document.pk).order_by()
        )
        found = Operation.objects.filter(project=self.document.project_id)
        return found.filter(of_text | of_work | decided | Q(pk__in=own.values("operation"))).filter(Exists(events))

    def _abouts(self) -> list[str]:
        return [self.place, *(about(each) for each in self.work), *self.decided]

    def _decided(self) -> list[str]:
        """Under which names stands what was decided about this document, as far as one may see it."""
        coder = Coder.objects.decided(self.document.project_id)
        rounds = {each.round for each in self.work if may_see(self.member, each.round, coder)}
        return [about(Assignment(round=round, document=self.document, coder=coder)) for round in rounds]

    def _shows(self, operation: Operation, event: Event) -> bool:
        """An operation may change more than this document and what is this member's business: show only that."""
        state = event.after or event.before or {}
        if event.kind == "assignment":
            return event.object_id in self.given
        if event.kind == "slot":  # says of the assignment beside it that it was taken
            return str(state["assignment"]) in self.given
        if event.kind == "document":
            return event.object_id == str(self.document.pk)
        if event.kind == "revision":
            return bool(state["document"] == self.document.pk)
        if operation.about == self.place:
            return event.kind in OF_TEXT  # what everybody coded follows a corrected text
        if operation.about in self.decided:
            return event.kind == "decision"  # passages and read marks follow from it
        return operation.about in self._abouts() and event.kind != "import"
