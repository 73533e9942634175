"""Many distinct things, for counting queries."""

import pytest
from django.test import Client

from annotations.actions import assigning
from annotations.models import Assignment, Question, Round
from corpus.actions import importing
from corpus.models import Document, Source
from projects.actions import people
from projects.models import User
from tests.annotations.deciding import hand_in
from tests.annotations.people import ask, tag
from tests.annotations.suggestions import WORDS, publish, suggest
from tests.conftest import add_theme, assign, make_user


@pytest.fixture
def many_documents(project):
    """make(n): n documents more."""
    made = []

    def make(n: int) -> list[Document]:
        for _ in range(n):
            data = f"Many {len(made)}\n\nBy Nobody\n\nText {len(made)} grows.\n\nAnd more of {len(made)}.\n".encode()
            made.append(importing.import_text(project=project, name=f"many{len(made)}.txt", data=data, actor=None))
        return made[-n:]

    return make


@pytest.fixture
def many_passages(project, round, codebook):
    """make(n): n passages more, each in a document, from a source, by a coder and with a theme of its own."""
    made = []

    def make(n: int) -> list[Assignment]:
        for _ in range(n):
            number = len(made)
            data = f"Title {number}\n\nBy Author {number}\n\nText number {number} grows. More follows.\n".encode()
            document = importing.import_text(project=project, name=f"{number}.txt", data=data, actor=None)
            source = Source.objects.create(project=project, name=f"Source {number}")
            Document.objects.filter(pk=document.pk).update(
                source=source, year=1990 + number, published=str(1990 + number)
            )
            user = make_user(f"coder{number}")
            people.add_member(project=project, user=user, role="annotator", actor=None)
            theme = add_theme(project, number)
            assignment = assign(document, user, round)
            tag(assignment, "grows", theme)
            made.append(assignment)
        return made

    return make


@pytest.fixture
def site(client: Client, adas: Assignment) -> Client:
    """ada's browser."""
    client.force_login(adas.coder.user)
    return client


@pytest.fixture
def question(adas: Assignment) -> Question:
    """What ada asks about one of her passages."""
    passage = tag(adas, "Trade grows", "trade")
    return ask(adas, "Is this trade?", passage=passage.pk)


@pytest.fixture
def blind_main(round: Round) -> Round:
    """The round, made blind."""
    return assigning.change_round(round=round, version=round.version, actor=None, is_blind=True)


@pytest.fixture
def suggestions(adas: Assignment) -> Round:
    """The round, with what the lexicon suggests in the short article."""
    publish(adas.round.project, WORDS)
    suggest(adas.round)
    return Round.objects.select_related("project").get(pk=adas.round_id)


@pytest.fixture
def sams(client: Client, sam: User) -> Client:
    """sam's browser."""
    client.force_login(sam)
    return client


@pytest.fixture
def differing(adas: Assignment, bens: Assignment) -> Assignment:
    """ada: OPEN, TRD (noted); ben: OPEN on fewer words, SEC and TRD unsure; both handed in."""
    tag(adas, "China opens its door wider.", "opening-up")
    tag(adas, "Trade grows fast.", "trade", note="It says so.")
    tag(bens, "China opens its door", "opening-up")
    tag(bens, "Trade grows fast.", "security")
    tag(bens, "The Belt and Road connects many countries.", "bri")
    tag(adas, "The Belt and Road connects many countries.", "bri")
    hand_in(adas, bens)
    return adas


@pytest.fixture
def corpus(project):
    """Twelve documents of two sources and two years, of one to four codable paragraphs."""
    made = []
    sources = [Source.objects.create(project=project, name=name) for name in ("People's Daily", "Qiushi")]
    for number in range(12):
        body = "\n\n".join(f"Sentence {number} of {i} grows." for i in range(1 + number % 4))
        data = f"Document {number}\n\nBy Nobody\n\n{body}\n".encode()
        document = importing.import_text(project=project, name=f"{number}.txt", data=data, actor=None)
        Document.objects.filter(pk=document.pk).update(source=sources[number % 2], year=2020 + number // 6)
        made.append(document)
    return made
