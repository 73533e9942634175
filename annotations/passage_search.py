"""The Passages page: what was asked for, how many there are, and one page of them with the words around each."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.forms.filters import PassageFilters
from annotations.models import Passage, Tagging
from annotations.querysets import PassageQuerySet
from annotations.text.citations import around, cite
from projects.models import Membership

PER_PAGE = 50
NOTE_CHARACTERS = 300  # of a note in the list; the rest stands on the passage's own page


@dataclass(frozen=True)
class Found:
    """One passage as a list shows it."""

    passage: Passage
    before: str
    after: str
    citation: str
    taggings: list[Tagging]
    is_own: bool

    @property
    def note(self) -> str:
        """The note, its beginning where it is long."""
        note = self.passage.note
        return note if len(note) <= NOTE_CHARACTERS else f"{note[:NOTE_CHARACTERS]}…"

    @property
    def at(self) -> str:
        """Where it stands on the pages that show the whole document."""
        return f"#p{self.passage.paragraph.ordinal}"


@dataclass(frozen=True)
class Asked:
    """One filter in use or one page to turn to, in words, and the query string that takes it away."""

    words: str
    query: str


def found(passage: Passage, taggings: list[Tagging], member: Membership) -> Found:
    """A passage loaded with its place, and its tags with their themes, ready to be shown; asks the database nothing."""
    document, source = passage.document, passage.document.source
    before, after = around(passage.paragraph.text, passage.start, passage.end)
    citation = cite(
        quote=passage.quote,
        author=document.author,
        title=document.title,
        source=source.name if source else "",
        published=document.published,
        ordinal=passage.paragraph.ordinal,
    )
    in_order = sorted(taggings, key=lambda row: (row.tag.position, row.tag_id))
    return Found(passage, before, after, citation, in_order, is_own=passage.coder.user_id == member.user_id)


class PassageSearch:
    """Everything the page shows; the number of queries does not grow with what is found."""

    def __init__(self, member: Membership, asked: QueryDict) -> None:
        self.member, self.query = member, asked
        self.filters = PassageFilters(member, asked)
        self.wrong = list(self.filters.wrong())
        number = None if self.wrong else self.filters.cleaned_data["page"]
        if number and number > self.page.paginator.num_pages:
            self.wrong = [(_("Page"), _("There is no page %d.") % number)]

    @cached_property
    def page(self) -> Page[Passage]:
        passages: PassageQuerySet = self.filters.passages().with_place().with_themes()
        number = self.filters.cleaned_data.get("page") if self.filters.is_valid() else 1
        return Paginator(passages, PER_PAGE).get_page(number or 1)

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @cached_property
    def rows(self) -> list[Found]:
        if self.wrong:
            return []
        return [found(passage, list(passage.taggings.all()), self.member) for passage in self.page]

    @property
    def count_in_words(self) -> str:
        return ngettext("%(n)s passage", "%(n)s passages", self.count) % {"n": self.count}

    @cached_property
    def asked(self) -> list[Asked]:
        if self.wrong:
            return []
        return [Asked(words, self._query_without(name)) for name, words in self.filters.asked()]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked or self.wrong)

    @property
    def turns(self) -> list[Asked]:
        """The pages before and after this one."""
        page, turns = self.page, []
        if page.has_previous():
            turns.append(Asked(_("Previous page"), self._query_with_page(page.previous_page_number())))
        if page.has_next():
            turns.append(Asked(_("Next page"), self._query_with_page(page.next_page_number())))
        return turns

    def _query_without(self, name: str) -> str:
        query = self._clean_query()
        for gone in (name, "sub") if name == "theme" else (name,):
            query.pop(gone, None)
        return query.urlencode()

    def _query_with_page(self, number: int) -> str:
        query = self._clean_query()
        query["page"] = str(number)
        return query.urlencode()

    def _clean_query(self) -> QueryDict:
        query = self.query.copy()
        for name in [name for name in query if name == "page" or not query[name]]:
            del query[name]
        return query
