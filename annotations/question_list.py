"""The Questions page: one page of questions with the words they are about, in a fixed number of queries."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from annotations.addresses import annotate_page
from annotations.forms.asking import STATES, QuestionFilters
from annotations.models import Assignment, Passage, Question, Tagging
from annotations.text.citations import around
from ledger.models import Event
from projects.models import Membership

PER_PAGE = 25
REACH = 400  # code points of the paragraph on each side of the words in question


@dataclass(frozen=True)
class Words:
    """The words of a passage that a question is about: half-open code points of its paragraph, and the tags on it."""

    start: int
    end: int
    is_taken_back: bool
    taggings: list[Tagging]


@dataclass(frozen=True)
class Asked:
    """One question as the page shows it; `work` is one's own assignment, where one may go on.

    `words` are None where it is about the whole paragraph, and where the coding is hidden: then it shows that, too.
    """

    question: Question
    words: Words | None
    is_own: bool
    work: Assignment | None

    @property
    def is_coding_hidden(self) -> bool:
        return hides_coding(self.question, is_own=self.is_own)

    @property
    def taggings(self) -> list[Tagging]:
        return self.words.taggings if self.words else []

    @property
    def who(self) -> str:
        coder = self.question.coder
        return coder.pseudonym if self.is_coding_hidden else coder.name

    @property
    def ordinal(self) -> int:
        return self.question.paragraph.ordinal

    @property
    def address(self) -> str:
        """Where its coder goes on; empty for everybody else."""
        return annotate_page(self.work, self.ordinal) if self.work and self.is_own else ""

    @property
    def marked(self) -> str:
        """The words it is about; empty where it is about the paragraph."""
        text = self.question.paragraph.text
        return text[self.words.start : self.words.end] if self.words else ""

    @cached_property
    def context(self) -> tuple[str, str]:
        """What stands before and after them; of a paragraph its beginning."""
        start, end = (self.words.start, self.words.end) if self.words else (0, 0)
        return around(self.question.paragraph.text, start, end, REACH)

    @property
    def is_cut(self) -> bool:
        before, after = self.context
        return len(before) + len(self.marked) + len(after) != self.question.paragraph.n_chars


@dataclass(frozen=True)
class Tab:
    """A state to choose, how many questions are in it, and the query string that chooses it."""

    words: str
    n: int
    query: str
    is_chosen: bool


class QuestionList:
    """Everything the page shows."""

    def __init__(self, member: Membership, asked: QueryDict) -> None:
        self.member, self.query = member, asked
        self.filters = QuestionFilters(member, asked)
        self.wrong = list(self.filters.wrong())

    @cached_property
    def counts(self) -> dict[str, int]:
        counts = self.filters.in_document().counts()
        return {"": sum(counts.values()), **counts}

    @property
    def tabs(self) -> list[Tab]:
        return [
            Tab(str(words), self.counts[state], self._query(state), is_chosen=state == self._state)
            for state, words in STATES.items()
        ]

    @property
    def is_narrowed(self) -> bool:
        return bool(self._state or self._document)

    @cached_property
    def page(self) -> Page[Question]:
        number = None if self.wrong else self.filters.cleaned_data["page"]
        paginator = Paginator(self.filters.found().with_place(), PER_PAGE)
        paginator.count = self.counts[self._state]
        return paginator.get_page(number or 1)

    @cached_property
    def rows(self) -> list[Asked]:
        questions = list(self.page)
        words, work = self._words(questions), self._work(questions)
        return [
            Asked(
                each,
                words.get(each.pk),
                is_own=self._is_own(each),
                work=work.get((each.round_id, each.document_id)),
            )
            for each in questions
        ]

    def _is_own(self, question: Question) -> bool:
        return question.coder.user_id == self.member.user_id

    def _words(self, questions: list[Question]) -> dict[uuid.UUID, Words]:
        """By question the passage it is about, as it is, or as it was when it was taken back; none that is hidden."""
        told = [each for each in questions if each.passage and not hides_coding(each, is_own=self._is_own(each))]
        found = self._passages({each.passage for each in told if each.passage})
        return {each.pk: found[each.passage] for each in told if each.passage in found}

    def _passages(self, named: set[uuid.UUID]) -> dict[uuid.UUID, Words]:
        live = {each.pk: each for each in Passage.objects.filter(pk__in=named).with_themes()}
        gone = Event.objects.last_states("passage", named - live.keys())
        found = {pk: Words(each.start, each.end, False, in_order(each)) for pk, each in live.items()}
        return found | {uuid.UUID(pk): Words(each["start"], each["end"], True, []) for pk, each in gone.items()}

    def _work(self, questions: list[Question]) -> dict[tuple[int, int], Assignment]:
        """One's own assignments among them, by round and document."""
        own = Assignment.objects.of(self.member.user_id).in_project(self.member.project_id).with_all()
        here = own.on_any({each.document_id for each in questions})
        return {(each.round_id, each.document_id): each for each in here}

    @property
    def _state(self) -> str:
        return "" if self.wrong else self.filters.cleaned_data["state"]

    @property
    def _document(self) -> str:
        document = None if self.wrong else self.filters.cleaned_data["document"]
        return str(document.pk) if document else ""

    def _query(self, state: str) -> str:
        asked = {"state": state, "document": self._document}
        return urlencode({name: value for name, value in asked.items() if value})


def hides_coding(question: Question, *, is_own: bool) -> bool:
    """Of others' question in a round that is still blind one learns neither whose it is nor what they coded where."""
    return question.round.hides_others and not is_own


def in_order(passage: Passage) -> list[Tagging]:
    """The tags of a passage as the codebook orders them."""
    return sorted(passage.taggings.all(), key=lambda row: (row.tag.position, row.tag_id))
