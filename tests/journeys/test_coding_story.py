"""ada codes two articles from the first sentence to handing in, with nothing but links and forms."""

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from annotations.models import Assignment, Passage, Reading, Round
from corpus.actions import importing
from corpus.models import Document, Paragraph
from ledger.models import Operation
from ledger.replay import differences
from projects.models import Project, User
from tests.annotations.pages import elements, paragraph_texts, words
from tests.annotations.people import slugs
from tests.conftest import assign

pytestmark = pytest.mark.django_db

ARTICLE = """Nav Search

Opening the Door Wider

By Wang Li

Source: English Edition of Qiushi Journal Updated: 2024-11-12

China’s door stays open. Trade grew by 5.2% in 2023, and trade with Mr. Li’s region grew faster. “Welcome,” he said.

The Belt and Road connects many countries. It rests on trade.

Self-reliance in technology is the aim. Security comes first.

Nothing in this paragraph matters to anybody at all.

Nor does anything matter in this one, which is the last.
"""
CHINESE = """对外开放的新格局

中国开放的大门不会关闭，只会越开越大。𠮷林的贸易增长了，贸易还会增长👩‍👩‍👧‍👦！“我们要自立自强。”他说。

安全是发展的前提；发展是安全的保障。
"""


class Coder:
    """Somebody at a browser without JavaScript: opens the page, sends its forms, follows where they lead."""

    def __init__(self, client: Client, user: User, assignment: Assignment) -> None:
        client.force_login(user)
        self.client, self.assignment = client, assignment
        self.texts = list(Paragraph.objects.of(assignment.document).codable())
        self.page = self.look()

    def look(self, **query: Any) -> HttpResponse:
        return self.client.get(self._address("coding_detail"), query)

    def tag(self, paragraph: int, **fields: Any) -> None:
        self.send("passage_create", paragraph=self.texts[paragraph].pk, **fields)

    def change(self, passage: Passage, **fields: Any) -> None:
        """Open the form of a passage and send it again with some fields changed."""
        page = self.look(passage=passage.pk)
        [form] = [each for each, _text in elements(page, "form", class_="panel")]
        sent = page.context["panel"].initial | {"version": passage.version, **fields}
        self._follow(form["action"], {name: value for name, value in sent.items() if value})

    def mark(self, do: str, paragraph: int) -> None:
        self.send("reading_change", do=do, paragraph=self.texts[paragraph].pk)

    def send(self, name: str, *more: Any, **fields: Any) -> None:
        self._follow(self._address(name, *more), {"op": uuid.uuid4(), **fields})

    @property
    def said(self) -> list[str]:
        return words(self.page, "li", class_="message")

    @property
    def progress(self) -> tuple[int, int, int, int]:
        now = self.page.context["page"].progress
        return now.read, now.asked, now.tagged, now.none

    def tags(self) -> list[tuple[str, list[str]]]:
        own = Passage.objects.in_round(self.assignment.round).by(self.assignment.coder)
        return [(each.quote, slugs(each)) for each in own.order_by("paragraph__ordinal", "start", "-end")]

    def _address(self, name: str, *more: Any) -> str:
        return reverse(name, args=["openness", self.assignment.document_id, *more])

    def _follow(self, address: str, data: dict[str, Any]) -> None:
        self.page = self.client.post(address, data, follow=True)
        assert self.page.status_code == 200, self.page.content.decode()


def given(project: Project, round: Round, user: User, text: str) -> Assignment:
    document: Document = importing.import_text(project=project, name="article.txt", data=text.encode(), actor=None)
    return assign(document, user, round)


def test_ada_codes_an_article_from_the_first_sentence_to_handing_in(
    client: Client, project: Project, round: Round, codebook: None, ada: User
) -> None:
    coder = Coder(client, ada, given(project, round, ada, ARTICLE))
    first, second, third = (text.text for text in coder.texts[:3])
    assert coder.progress == (0, 5, 0, 0)

    coder.tag(0, where="sentences", first_sentence=2, themes=["trade", "opening-up"], unsure="trade", note="Growth")
    assert coder.said == ["Tagged “Trade grew by 5.2% in 2023, and trade with Mr. Li’s region…” with OPEN, TRD~."]
    coder.mark("read", 0)
    coder.tag(1, where="paragraph", themes="bri")
    coder.tag(1, where="words", words="trade", themes="trade")
    coder.tag(2, where="sentences", first_sentence=1, last_sentence=2, themes=["self-reliance", "security"])
    assert coder.tags() == [
        ("Trade grew by 5.2% in 2023, and trade with Mr. Li’s region grew faster.", ["opening-up", "trade"]),
        (second, ["bri"]),
        ("trade", ["trade"]),
        (third, ["security", "self-reliance"]),
    ]

    trade = Passage.objects.get(quote="trade")
    coder.change(trade, where="words", words="rests on trade", themes=["trade", "bri"])
    trade.refresh_from_db()
    assert (trade.quote, trade.version, slugs(trade)) == ("rests on trade", 2, ["bri", "trade"])
    coder.send("passage_withdraw", trade.pk, version=trade.version)
    assert coder.said == ["Took back “rests on trade”."]
    coder.send("coding_undo")
    assert Passage.objects.get(pk=trade.pk).quote == "rests on trade"
    coder.send("coding_redo")
    assert not Passage.objects.filter(pk=trade.pk).exists()

    coder.mark("read", 3)
    assert coder.progress == (2, 5, 3, 1)
    coder.send("reading_change", do="rest")
    assert coder.progress == (5, 5, 3, 2)
    coder.send("coding_undo")
    assert coder.progress == (2, 5, 3, 1)
    coder.send("coding_redo")
    assert paragraph_texts(coder.page) == list(
        Paragraph.objects.of(coder.assignment.document).values_list("text", flat=True)
    )
    assert first in paragraph_texts(coder.page)

    coder.send("handin_create")
    coder.assignment.refresh_from_db()
    assert coder.assignment.handed_in_at is not None
    coder.send("handin_withdraw")
    coder.mark("unread", 4)
    coder.assignment.refresh_from_db()
    assert (coder.assignment.is_open, Reading.objects.count()) == (True, 4)
    assert list(differences(project)) == []


def test_ada_codes_a_chinese_document_with_rare_characters(
    client: Client, project: Project, round: Round, codebook: None, ada: User
) -> None:
    coder = Coder(client, ada, given(project, round, ada, CHINESE))
    body = coder.texts[0]
    coder.tag(0, where="words", words="𠮷林的贸易增长了", themes="trade")
    coder.tag(0, where="words", words="贸易", occurrence=2, themes="trade", unsure="trade")
    coder.tag(0, where="words", words="👩‍👩‍👧‍👦！“我们要自立自强。”", themes="self-reliance")
    coder.tag(1, where="sentences", first_sentence=2, themes="security")
    assert coder.tags() == [
        ("𠮷林的贸易增长了", ["trade"]),
        ("贸易", ["trade"]),
        ("👩‍👩‍👧‍👦！“我们要自立自强。”", ["self-reliance"]),
        ("发展是安全的保障。", ["security"]),
    ]
    places = [(each.start, each.end) for each in Passage.objects.filter(paragraph=body).order_by("start")]
    assert all(
        body.text[start:end] == quote for (start, end), (quote, _themes) in zip(places, coder.tags(), strict=False)
    )
    assert body.text in paragraph_texts(coder.page)
    assert {each["lang"] for each, _text in elements(coder.page, "p", class_="marks")} == {"zh"}
    coder.send("reading_change", do="rest")
    coder.send("handin_create")
    assert list(differences(project)) == []


def test_ben_sees_nothing_of_what_ada_did(
    client: Client, project: Project, round: Round, codebook: None, ada: User, ben: User
) -> None:
    adas = given(project, round, ada, ARTICLE)
    Coder(client, ada, adas).tag(0, where="paragraph", themes="trade", note="Secret of ada")
    bens = Coder(client, ben, assign(adas.document, ben, round))
    assert (bens.progress, words(bens.page, "li", class_="coding-tag")) == ((0, 5, 0, 0), [])
    assert "Secret of ada" not in bens.page.content.decode()
    assert Operation.objects.filter(actor=ben).count() == 0
