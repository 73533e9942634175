"""A blind round in the middle of its work, everybody who might look, and every address at which they may try."""

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from annotations.actions import assigning, pooling
from annotations.actions.changes import Ask, Read, Tag
from annotations.models import Assignment, Round
from corpus.actions import correcting, receiving
from corpus.actions import importing as corpus_importing
from corpus.drafting import File
from corpus.models import Document, Paragraph
from projects.actions import founding, people
from projects.models import Coder, Membership, Project, User
from reports.downloads import FIGURES
from tests.annotations.people import do
from tests.conftest import TEXT, THEMES
from tests.datasets.preparing import finished
from tests.security import expectations
from tests.security.asked import ASKED, DEFAULT
from tests.security.routes import PAGES, ROUTES
from vocabulary.actions import importing as codebook_importing

# ada, ben and sam code in it; cat, sue, mira and rita belong to the project and do not; eve is elsewhere.
ROLES = {
    "ada": "annotator",
    "ben": "annotator",
    "cat": "annotator",
    "sam": "supervisor",
    "sue": "supervisor",
    "mira": "manager",
    "rita": "reader",
}
CODERS = ("ada", "ben", "sam")
# The words that each tags, no two the same, and a theme of their own.
SHARE = {
    "ada": ("China opens", "in technology", "opening-up"),
    "ben": ("fast. The Belt", "is the aim. Security", "bri"),
    "sam": ("many countries", "comes first", "security"),
}
WHAT = ("passage", "first passage", "question", "op", "reading")
NOW, THEN = datetime(2030, 2, 3, 4, 5, 6, tzinfo=UTC), datetime(2031, 7, 13, 17, 47, 53, 123456, tzinfo=UTC)
TIMES = ("2031", "17:47", "47:53")  # of what is done THEN, however it is written
NOT_READ = expectations.Page(())
# What differs between two answers to the same question and tells nothing.
CHANCE = [
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|"csrf(?:Token)?": ?"[^"]*"|data-csrf="[^"]*"'),
    re.compile(r'name="op" value="[^"]*"'),
    re.compile(r"nonce-[\w+/=-]+|nonce=\"[^\"]*\""),
    re.compile(r"asked for on [^<]*"),  # by the clock of the database
]
UNTOLD = {"Set-Cookie", "X-Request-ID", "Expires", "Content-Length"}  # the last says what the body shows


# What GET answers: all but the targets of forms. Pages of the account know nothing of any project.
READABLE = [name for name in PAGES if name == "home" or expectations.IN_PROJECT.get(name, NOT_READ).get != 405]


@dataclass
class Blind:
    """The project, its blind round, and what people may look with. `words` are the canaries of each coder."""

    project: Project
    round: Round
    documents: list[Document]
    users: dict[str, User]
    clients: dict[str | None, Client] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    jobs: list[int] = field(default_factory=list)
    batch: int = 0  # an import that waits

    def client(self, name: str | None) -> Client:
        if name not in self.clients:
            self.clients[name] = Client(raise_request_exception=False)
            if name:
                self.clients[name].force_login(self.users[name])
        return self.clients[name]

    def coder(self, name: str) -> Coder:
        return Coder.objects.get(project=self.project, user=self.users[name])

    def work(self, name: str) -> list[Assignment]:
        return list(Assignment.objects.with_all().filter(round=self.round, coder=self.coder(name)).order_by("pk"))

    def passages(self, name: str) -> set[str]:
        return {str(known(name, what, number)) for what in ("passage", "first passage") for number in (0, 1)}

    def questions(self, name: str) -> set[str]:
        return {str(known(name, "question", number)) for number in (0, 1)}


@dataclass(frozen=True)
class Told:
    """An answer as whoever asked gets it, without what is left to chance."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def lines(self) -> list[str]:
        return [str(self.status), *map(str, self.headers), *self.body.splitlines()]

    def holds(self, word: str) -> bool:
        return word in self.body or any(word in value for _name, value in self.headers)


def make() -> Blind:
    project = founding.create_project(slug="openness", name="Openness", actor=None)
    elsewhere = founding.create_project(slug="elsewhere", name="Elsewhere", actor=None)
    users = {name: people.create_user(username=name, password=None, actor=None) for name in (*ROLES, "eve")}
    for name, role in ROLES.items():
        people.add_member(project=project, user=users[name], role=role, actor=None)
    people.add_member(project=elsewhere, user=users["eve"], role="manager", actor=None)
    codebook_importing.import_codebook(project=project, data=THEMES, actor=None)
    documents = [
        corpus_importing.import_text(project=project, name=f"{n}.txt", data=f"{n}. {TEXT}".encode(), actor=None)
        for n in (1, 2)
    ]
    round = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    place = Blind(project, round, documents, users)
    for name in (None, *users):
        place.client(name)  # signed in for all that follows
    coders = [place.coder(name) for name in CODERS]
    assigning.assign_all(round=round, documents=documents, coders=coders, actor=users["sue"])
    return place


def code(place: Blind, name: str) -> None:
    """Tag, note, doubt, ask and read in both documents, and hand the first one in; with canaries in all of it."""
    place.words[name] = {f"canary-{name}-note", f"canary-{name}-question"}
    for number, work in enumerate(place.work(name)):
        tags = [_tag(name, work, number, which) for which in (0, 1)]
        about = {"paragraph": tags[0].paragraph, "passage": tags[0].id}
        question = Ask(**about, text=f"canary-{name}-question", id=known(name, "question", number))
        do(work, *tags, question, op=known(name, "op", number))
        do(work, Read(paragraphs=None), op=known(name, "reading", number))
    place.words[name] |= {str(known(name, what, number)) for what in WHAT for number in (0, 1)}
    assigning.hand_in(assignment=place.work(name)[0], actor=place.users[name])


def skip(place: Blind, name: str) -> None:
    """Give the second document back, with a canary for a reason."""
    place.words[name].add(f"canary-{name}-reason")
    pooling.skip(assignment=place.work(name)[1], reason=f"canary-{name}-reason", actor=place.users[name])


def step(place: Blind, name: str) -> None:
    """One small thing more in the second document, always the same."""
    work = place.work(name)[1]
    paragraph = Paragraph.objects.of(work.document).codable().order_by("ordinal")[2]
    change = Tag(paragraph=paragraph.pk, start=0, end=7, quote="Nothing", themes=("trade",), id=known(name, "step", 0))
    do(work, change, op=known(name, "step op", 0))


def prepare(place: Blind) -> None:
    """Have files prepared, by a supervisor who codes and by a manager who does not; an import and a new text wait."""
    members = Membership.objects.filter(project=place.project, user__username__in=("sam", "mira")).order_by("pk")
    place.jobs = [finished(member).pk for member in members]
    mira, new = place.users["mira"], TEXT.replace("Trade grows fast", "Trade grew").replace("many", "some")
    place.batch = receiving.open_import(project=place.project, actor=mira).pk
    correcting.propose_revision(document=place.documents[1], file=File("2.txt", f"2. {new}".encode()), actor=mira)


def _tag(name: str, work: Assignment, number: int, which: int) -> Tag:
    words, theme = SHARE[name][which], SHARE[name][2]
    paragraph = next(each for each in Paragraph.objects.of(work.document).codable() if words in each.text)
    start = paragraph.text.index(words)
    return Tag(
        paragraph=paragraph.pk,
        start=start,
        end=start + len(words),
        quote=words,
        themes=(theme,),
        unsure=(theme,),
        note=f"canary-{name}-note",
        id=known(name, "passage" if which else "first passage", number),
    )


def known(name: str, what: str, number: int) -> uuid.UUID:
    """The same id in every telling of the story, so that it can be asked for where nobody made it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{name}/{what}/{number}")


def crawl(place: Blind, spy: str | None, about: str = "ben") -> dict[str, Told]:
    """What every address says to somebody who looks for another's work."""
    client = place.client(spy)
    return {address: _told(client.get(address)) for address in dict.fromkeys(addresses(place, spy, about))}


def addresses(place: Blind, spy: str | None, about: str) -> Iterator[str]:
    """Every route, of things of one's own and of the other's, with whatever parameters might tell of the other."""
    for name in READABLE:
        kwargs = ROUTES[name].kwargs
        things = [THINGS[f"{name} {kwarg}" if f"{name} {kwarg}" in THINGS else kwarg] for kwarg in kwargs]
        for values in product(*(thing(place, spy, about) for thing in things)):
            address = ROUTES[name].address(**dict(zip(kwargs, values, strict=True)))
            for query in queries(place, name, about):
                yield f"{address}?{urlencode(query)}" if query else address


def queries(place: Blind, route: str, about: str) -> list[dict[str, Any]]:
    """The bare address, and what a page could be asked about the other; ASKED says more of single pages."""
    other, round = place.coder(about).pk, place.round.pk
    names = {
        "round": round,
        "coder": other,
        "other": place.users[about].pk,
        "passage": known(about, "passage", 0),
        "document": place.documents[0].pk,
        "theme": SHARE[about][2],
    }
    asked = ASKED.get(route, DEFAULT if route in expectations.IN_PROJECT else ())
    return [{}, *({name: each.format(**names) for name, each in query.items()} for query in asked)]


def _told(answer: Any) -> Told:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    headers = sorted((name, value) for name, value in answer.headers.items() if name not in UNTOLD)
    for chance in CHANCE:
        text = chance.sub("", text)
        headers = [(name, chance.sub("", value)) for name, value in headers]
    return Told(answer.status_code, tuple(headers), text)


def _of_both(what: str) -> "Thing":
    """One of the spy's own, where they code, and one of the other's."""
    return lambda place, spy, about: [known(name, what, 0) for name in dict.fromkeys((spy, about)) if name in CODERS]


def _works(place: Blind, spy: str | None, about: str) -> list[int]:
    return [place.work(name)[0].pk for name in dict.fromkeys((spy, about)) if name in CODERS]


Thing = Callable[[Blind, str | None, str], Sequence[Any]]
# What a name in an address stands for. A new name needs a line here: say what of the other's might be guessed.
THINGS: dict[str, Thing] = {
    "project": lambda place, *_: [place.project.slug],
    "document": lambda place, *_: [place.documents[0].pk],
    "revision_detail document": lambda place, *_: [place.documents[1].pk],
    "annotate_detail document": lambda place, *_: [each.pk for each in place.documents],
    "coding_detail document": lambda place, *_: [each.pk for each in place.documents],
    "source": lambda *_: [1],
    "round": lambda place, *_: [place.round.pk],
    "paragraph": lambda place, *_: [Paragraph.objects.of(place.documents[0]).codable()[0].pk],
    "passage": _of_both("passage"),
    "question": _of_both("question"),
    "op": _of_both("op"),
    "assignment": _works,
    "job": lambda place, *_: place.jobs,
    "pk": lambda place, *_: [Membership.objects.get(project=place.project, user=place.users["ben"]).pk],
    "secret": lambda *_: ["nothing"],
    "uidb36": lambda *_: ["1"],
    "key": lambda *_: ["set-password"],
    "table": lambda *_: ["passages", "units"],
    "suffix": lambda *_: ["csv"],
    "figure": lambda *_: list(FIGURES),
    "batch": lambda place, *_: [place.batch],
    "number": lambda *_: [1],
}
