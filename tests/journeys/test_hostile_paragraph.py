"""A hostile paragraph through the whole of Tifa: stored = shown = exported, every sentence and passage offset exact."""

import csv
import io
import json
import random
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from annotations.actions.changes import Tag
from annotations.models import Assignment, Passage
from annotations.text.units import words
from corpus.actions import importing
from corpus.models import Document, Paragraph, Revision
from projects.models import Project, User
from tests.annotations.people import do, read
from tests.conftest import assign

pytestmark = pytest.mark.django_db

HOSTILE = (
    "Family \U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 and flags 🇨🇳🇩🇪 open doors."
    " Cafe\u0301 na\u00efve Z\u0335\u0321\u0322algo\u0300\u0301 text. 𠮷野家𪚥説明。他说：“开放！”再见？"
    " Soft\u00adhyphen, zero\u200bwidth, word\u2060joiner, no\u00a0break \u00a0 spaces.\tTabs\tinside."
    " \u202eright to left\u202c and \u2067isolated\u2069 مرحبا بالعالم שלום. <b>&amp;</b> \ufeffBOM inside."
    " ﬁne ligature Å A\u030a end. 1.5 % of U.S. trade; No. 16/2024…"
)
TEXT = f"A hostile title\n\n{HOSTILE}\n\n# 'quotes' \"double\" =1+1 @SUM(A1) in a second paragraph.\n"


class TextOf(HTMLParser):
    """The characters inside every element of one class, as a browser's textContent would give them."""

    def __init__(self, css_class: str) -> None:
        super().__init__(convert_charrefs=True)
        self.css_class, self.depth, self.found = css_class, 0, []  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth:
            self.depth += 1
        elif self.css_class in (dict(attrs).get("class") or "").split():
            self.depth = 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] += data


def shown(client: Client, url: str, css_class: str) -> list[str]:
    parser = TextOf(css_class)
    parser.feed(client.get(url).content.decode())
    return parser.found


@pytest.fixture
def hostile(project: Project) -> Document:
    return importing.import_text(project=project, name="hostile.txt", data=TEXT.encode(), actor=None)


@pytest.fixture
def work(hostile: Document, ada: User, round: object, codebook: None) -> Assignment:
    return assign(hostile, ada, round)  # type: ignore[arg-type]


def test_stored_text_is_the_file(hostile: Document) -> None:
    revision = Revision.objects.get(document=hostile)
    assert revision.text == TEXT
    for paragraph in Paragraph.objects.of(hostile):
        assert revision.text[paragraph.start : paragraph.start + paragraph.n_chars] == paragraph.text
    assert HOSTILE in [paragraph.text for paragraph in Paragraph.objects.of(hostile)]


def test_sentences_hold_every_word_once(hostile: Document) -> None:
    for paragraph in Paragraph.objects.of(hostile):
        spans = paragraph.sentences
        kept = "".join(paragraph.text[start:end] for start, end in spans)
        assert "".join(kept.split()) == "".join(paragraph.text.split())
        inside = [word for word in words(paragraph.text) if any(a <= word[0] and word[1] <= b for a, b in spans)]
        assert inside == words(paragraph.text)


@pytest.mark.parametrize(
    ("page", "css_class"), [("document_detail", "document-text"), ("coding_detail", "coding-text")]
)
def test_shown_text_is_the_stored_text(
    work: Assignment, ada: User, client: Client, project: Project, page: str, css_class: str
) -> None:
    client.force_login(ada)
    stored = [paragraph.text for paragraph in Paragraph.objects.of(work.document)]
    assert shown(client, reverse(page, args=[project.slug, work.document_id]), css_class) == stored


def test_every_passage_is_shown_and_exported_as_it_was_tagged(
    work: Assignment, ada: User, mira: User, client: Client, project: Project
) -> None:
    paragraph = Paragraph.objects.of(work.document).get(text=HOSTILE)
    spans = random_spans(paragraph.n_chars, 60)
    do(work, *(Tag(paragraph.pk, a, b, HOSTILE[a:b], ("bri", "trade"), note=f"note {HOSTILE[a:b]}") for a, b in spans))
    read(work)
    client.force_login(ada)
    stored = [each.text for each in Paragraph.objects.of(work.document)]
    assert shown(client, reverse("coding_detail", args=[project.slug, work.document_id]), "coding-text") == stored
    assert {(each.start, each.end): each.quote for each in Passage.objects.all()} == {
        (a, b): HOSTILE[a:b] for a, b in spans
    }
    client.force_login(mira)
    for rows in (download(client, project, "csv"), download(client, project, "jsonl")):
        assert len(rows) == 2 * len(spans)
        for row in rows:
            start, end = int(row["start"]), int(row["end"])
            document_start, document_end = int(row["document_start"]), int(row["document_end"])
            assert row["quote"] == HOSTILE[start:end] == TEXT[document_start:document_end]
            assert row["note"] == f"note {row['quote']}"


def random_spans(length: int, n: int) -> list[tuple[int, int]]:
    """Different for every pair, the same in every run; the whole paragraph is one of them."""
    chance, spans = random.Random(7), {(0, length)}
    while len(spans) < n:
        a, b = sorted(chance.sample(range(length + 1), 2))
        spans.add((a, b))
    return sorted(spans)


def download(client: Client, project: Project, suffix: str) -> list[dict[str, str]]:
    answer = client.get(reverse("export_download", args=[project.slug, "passages", suffix]))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    if suffix == "csv":
        return list(csv.DictReader(io.StringIO(text, newline="")))
    return [json.loads(line) for line in text.split("\n") if line]
