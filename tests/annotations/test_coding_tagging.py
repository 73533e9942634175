"""The form that tags: sentences, the whole paragraph, exact words; what is wrong is explained and nothing is lost."""

import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from annotations.models import Assignment, Passage, Round
from corpus.models import Paragraph
from tests.annotations.coding_page import HOSTILE, address, create, document_of, own_passages, said, see
from tests.annotations.pages import elements, words
from tests.annotations.people import paragraphs, tag
from tests.conftest import THEMES, assign
from vocabulary.actions import importing as codebook_importing

pytestmark = pytest.mark.django_db


def test_form_opens_at_the_sentence_asked_for(site: Client, adas: Assignment) -> None:
    page = see(site, adas, paragraph=paragraphs(adas)[0].pk, sentence=2)
    chosen = [text for attributes, text in elements(page, "option") if "selected" in attributes]
    assert chosen == ["2 · Trade grows fast.", "the same"]


def test_a_sentence_is_tagged(site: Client, adas: Assignment) -> None:
    answer = create(site, adas, first_sentence=2, themes=["trade", "bri"], unsure="bri")
    assert own_passages() == [("Trade grows fast.", ["bri", "trade"])]
    assert said(answer) == ["Tagged “Trade grows fast.” with TRD, BRI~."]
    assert answer.url == f"{address(adas)}?round={adas.round_id}#p3"


def test_several_sentences_are_one_passage(site: Client, adas: Assignment) -> None:
    create(site, adas, first_sentence=1, last_sentence=2)
    assert own_passages() == [("China opens its door wider. Trade grows fast.", ["trade"])]


def test_a_whole_paragraph_is_tagged(site: Client, adas: Assignment) -> None:
    create(site, adas, where="paragraph")
    passage = Passage.objects.get()
    assert (passage.start, passage.end) == (0, passage.paragraph.n_chars)


def test_exact_words_are_tagged_at_the_occurrence_asked_for(site: Client, adas: Assignment) -> None:
    create(site, adas, where="words", words="o", occurrence=2)
    passage = Passage.objects.get()
    assert (passage.start, passage.quote) == (passage.paragraph.text.index("o", 7), "o")


def test_words_are_found_whatever_white_space_was_pasted(site: Client, adas: Assignment) -> None:
    create(site, adas, where="words", words="  Trade\u00a0grows\r\nfast. ")
    assert own_passages() == [("Trade grows fast.", ["trade"])]


def test_offsets_are_code_points(site: Client, adas: Assignment, round: Round) -> None:
    own = assign(document_of(adas.document.project, HOSTILE, "More."), adas.coder.user, round)
    paragraph = next(each for each in paragraphs(own) if "𠮷" in each.text)
    create(site, own, paragraph=paragraph.pk, where="words", words="𠮷野家, e\u0301")
    passage = Passage.objects.get()
    assert (passage.start, passage.end) == (HOSTILE.index("𠮷"), HOSTILE.index("𠮷") + 7)


def test_unsure_without_the_theme_is_nothing(site: Client, adas: Assignment) -> None:
    create(site, adas, themes="trade", unsure=["bri", "trade"])
    rows = Passage.objects.get().taggings.values_list("tag__slug", "is_unsure")
    assert list(rows) == [("trade", True)]


def test_the_version_of_the_codebook_that_was_shown_is_kept(site: Client, adas: Assignment) -> None:
    more = {
        **THEMES,
        "themes": [
            *THEMES["themes"],
            {**THEMES["themes"][3], "slug": "new", "code": "NEW", "label": {"en": "New", "zh": "新"}},
        ],
    }
    codebook_importing.import_codebook(project=adas.document.project, data=more, actor=None)
    create(site, adas, codebook_version=1)
    assert [row.codebook_version.number for row in Passage.objects.get().taggings.all()] == [1]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"themes": []}, "Choose at least one theme."),
        ({"where": ""}, "Choose what to tag."),
        ({"first_sentence": 2, "last_sentence": 1}, "The last sentence stands before the first."),
        ({"where": "words", "words": ""}, "Which words?"),
        ({"where": "words", "words": "not there"}, "These words do not stand in this paragraph. Copy them from it."),
        ({"where": "words", "words": "Trade", "occurrence": 2}, "They stand here only 1 time."),
        ({"where": "words", "words": "Tr\x00ade"}, "Null characters are not allowed."),
        ({"themes": "unheard-of"}, "Select a valid choice. unheard-of is not one of the available choices."),
        ({"first_sentence": 9}, "Select a valid choice. 9 is not one of the available choices."),
    ],
)
def test_wrong_input_is_explained_and_nothing_is_stored(
    site: Client, adas: Assignment, fields: dict[str, Any], error: str
) -> None:
    answer = create(site, adas, note="Typed with care", **fields)
    assert (answer.status_code, words(answer, "ul", class_="errorlist")) == (422, [error])
    assert [text.strip() for _a, text in elements(answer, "textarea", name="note")] == ["Typed with care"]
    assert Passage.objects.count() == 0


def test_wrong_input_keeps_everything_that_was_typed(site: Client, adas: Assignment) -> None:
    sent = {"where": "words", "words": "not <there>", "occurrence": 3, "themes": ["bri", "trade"], "unsure": ["bri"]}
    answer = create(site, adas, **sent)
    ticked = [attributes["value"] for attributes, _text in elements(answer, "input") if "checked" in attributes]
    assert ticked == ["words", "trade", "bri", "bri"]
    assert [text.strip() for _a, text in elements(answer, "textarea", name="words")] == ["not <there>"]
    assert [attributes["value"] for attributes, _text in elements(answer, "input", name="occurrence")] == ["3"]


def test_the_same_words_twice_lead_to_the_passage_with_what_was_chosen(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    answer = create(site, adas, where="words", words="Trade", themes=["bri", "security"], unsure="bri", note="Also")
    [link] = [
        attributes["href"] for attributes, text in elements(answer, "a") if text == "Go there with what you chose here"
    ]
    query = parse_qs(urlsplit(link).query)
    assert (answer.status_code, query["passage"], query["themes"]) == (422, [str(passage.pk)], ["bri", "security"])
    page = site.get(link)
    ticked = [each["value"] for each, _text in elements(page, "input", name="themes") if "checked" in each]
    assert ticked == ["trade", "bri", "security"]
    assert [text.strip() for _a, text in elements(page, "textarea", name="note")] == ["Also"]


def test_a_form_sent_twice_tags_once(site: Client, adas: Assignment) -> None:
    op = uuid.uuid4()
    create(site, adas, op=op)
    create(site, adas, op=op)
    assert Passage.objects.count() == 1


def test_a_paragraph_of_another_document_is_not_there(site: Client, adas: Assignment) -> None:
    other = document_of(adas.document.project, "Another text. It goes on.")
    pk = Paragraph.objects.of(other).codable()[0].pk
    assert create(site, adas, paragraph=pk).status_code == 404
    assert create(site, adas, paragraph="x").status_code == 404


def test_a_paragraph_that_is_not_codable_is_refused(site: Client, adas: Assignment) -> None:
    title = Paragraph.objects.of(adas.document)[0]
    assert create(site, adas, paragraph=title.pk).status_code == 422
    assert see(site, adas, paragraph=title.pk).context["panel"] is None
