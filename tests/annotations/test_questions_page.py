"""The Questions page: who sees which, what stands there, answering and resolving."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from annotations.actions import answering, assigning
from annotations.models import Passage, Question
from annotations.problems import NoSuchQuestion
from projects.actions import people
from projects.models import Membership
from tests.annotations.pages import elements, words
from tests.annotations.people import ask, paragraphs, tag, withdraw
from tests.annotations.questions import PAGE, act, opened, post, texts
from tests.conftest import assign


def member(user):
    return Membership.objects.select_related("project").get(user=user)


# who sees which


def test_a_coder_sees_their_own_questions_only(client, ada, ben, question, bens):
    ask(bens, "And this?")
    assert texts(opened(client, ada)) == ["Is this trade?"]
    assert texts(opened(client, ben)) == ["And this?"]


def test_those_who_answer_see_all_questions_newest_first(client, sam, mira, question, bens):
    ask(bens, "And this?")
    for user in (sam, mira):
        assert texts(opened(client, user)) == ["And this?", "Is this trade?"]


def test_a_reader_sees_none(client, rita, question):
    client.force_login(rita)
    assert client.get(PAGE).status_code == 403


def test_a_reader_who_once_coded_sees_none(ada, mira, question):
    people.change_role(membership=member(ada), role="reader", version=1, actor=mira)
    assert not Question.objects.visible_to(member(ada)).exists()


def test_another_project_sees_none(client, eve, question):
    client.force_login(eve)
    assert client.get("/projects/elsewhere/questions/").context["questions"].rows == []
    assert client.post(f"/projects/elsewhere/questions/{question.pk}/answer/", {"answer": "x"}).status_code == 404


def test_of_a_blind_round_a_supervisor_sees_the_question_and_not_who_asked(client, sam, question, blind_main):
    page = opened(client, sam)
    [asked] = page.context["questions"].rows
    assert (asked.who, asked.words, asked.taggings) == (question.coder.pseudonym, None, [])
    assert asked.context == ("", question.paragraph.text)
    assert list(elements(page, "mark")) == []
    assert words(page, "bdi") == [question.coder.pseudonym, "Main"]
    assert list(elements(page, "a", class_="chip")) == []
    assert reverse("passage_detail", args=["openness", question.passage]) not in page.text


def test_of_a_blind_round_a_supervisor_does_not_see_that_a_passage_was_taken_back(
    client, sam, adas, question, blind_main
):
    withdraw(Passage.objects.get(pk=question.passage), adas)
    page = opened(client, sam)
    [asked] = page.context["questions"].rows
    assert (asked.marked, asked.context) == ("", ("", question.paragraph.text))
    assert "taken back" not in page.text


def test_coders_see_the_words_of_their_own_question_in_a_blind_round(client, ada, question, blind_main):
    [asked] = opened(client, ada).context["questions"].rows
    assert (asked.marked, [row.tag.code for row in asked.taggings]) == ("Trade grows", ["TRD"])


def test_of_a_round_that_was_opened_a_supervisor_sees_who_asked_and_the_themes(client, sam, question, blind_main):
    assigning.change_round(round=blind_main, version=blind_main.version, actor=None, opened_at=timezone.now())
    page = opened(client, sam)
    [asked] = page.context["questions"].rows
    assert (asked.who, [row.tag.code for row in asked.taggings]) == ("ada", ["TRD"])
    assert reverse("passage_detail", args=["openness", question.passage]) in page.text


def test_coders_of_a_blind_round_never_see_each_others_questions(
    client, ben, sam, question, bens, blind_main, document
):
    assign(question.document, sam, blind_main)
    for user in (ben, sam):
        page = opened(client, user)
        assert texts(page) == []
        assert "Is this trade?" not in page.text
        assert [tab.n for tab in page.context["questions"].tabs] == [0, 0, 0, 0]
        assert client.get(PAGE, {"document": question.document_id}).context["questions"].wrong != []
    for what in ("answer", "resolution"):
        assert post(client, sam, question, what, answer="x").status_code == 404


def test_a_coder_of_a_blind_round_answers_nothing_there(sam, question, blind_main, document):
    assign(question.document, sam, blind_main)
    with pytest.raises(NoSuchQuestion):
        act(question, sam)


# what stands there


def test_a_question_shows_its_words_in_the_text(client, ada, question):
    [asked] = opened(client, ada).context["questions"].rows
    text = paragraphs(question.coder.assignments.get())[0].text
    assert asked.context == (text[: text.index("Trade")], text[text.index(" fast") :])
    assert (asked.marked, asked.is_cut, asked.words.is_taken_back) == ("Trade grows", False, False)
    assert (
        asked.address == f"/projects/openness/documents/{question.document_id}/annotate/?round={question.round_id}#p3"
    )


def test_a_question_about_a_paragraph_shows_its_beginning(client, sam, adas):
    ask(adas, "What is this?")
    page = opened(client, sam)
    [asked] = page.context["questions"].rows
    assert (asked.marked, asked.context) == ("", ("", paragraphs(adas)[0].text))
    assert list(elements(page, "mark")) == []
    assert asked.address == ""


def test_a_passage_that_was_taken_back_is_shown_as_it_was(client, ada, adas):
    passage = tag(adas, "Trade grows", "trade")
    ask(adas, "Is it?", passage=passage.pk)
    withdraw(passage, adas)
    page = opened(client, ada)
    [asked] = page.context["questions"].rows
    assert (asked.marked, asked.words.is_taken_back, asked.taggings) == ("Trade grows", True, [])
    assert "the passage was taken back since" in page.text


def test_an_answer_stands_under_its_question(client, ada, sam, question):
    act(question, sam, answer="Yes,\nit is.")
    page = opened(client, ada)
    assert words(page, "p", class_="questions-words") == ["Yes, it is."]
    assert list(elements(page, "textarea")) == []


def test_states_are_counted_and_chosen(client, sam, adas):
    _open, answered, resolved, told = (ask(adas, text) for text in ("Open", "Answered", "Resolved", "Told"))
    act(answered, sam)
    act(resolved, sam, is_resolved=True)
    answering.resolve(question=told, is_resolved=True, version=1, actor=sam)
    found = {state: sorted(texts(opened(client, sam, state=state))) for state in ("open", "answered", "resolved")}
    assert found == {"open": ["Open"], "answered": ["Answered"], "resolved": ["Resolved", "Told"]}
    tabs = opened(client, sam, state="open").context["questions"].tabs
    assert [(tab.n, tab.is_chosen) for tab in tabs] == [(4, False), (1, True), (1, False), (2, False)]


def test_a_document_is_chosen_among_those_with_questions(client, sam, ada, adas, many_documents, round):
    other, silent = many_documents(2)
    ask(adas, "Here?")
    ask(assign(other, ada, round), "There?")
    page = opened(client, sam, document=other.pk)
    assert texts(page) == ["There?"]
    assert [tab.query for tab in page.context["questions"].tabs][:2] == [
        f"document={other.pk}",
        f"state=open&document={other.pk}",
    ]
    assert opened(client, sam, document=silent.pk).context["questions"].wrong != []


@pytest.mark.parametrize("query", ["state=x", "document=x", "document=99999999999999999999", "page=0", "page=x"])
def test_what_is_no_filter_is_said(client, sam, question, query):
    client.force_login(sam)
    page = client.get(f"{PAGE}?{query}")
    assert page.status_code == 200
    assert page.context["questions"].wrong != []
    assert texts(page) == []


def test_an_empty_page_says_what_to_do(client, ada, sam, project):
    assert "You have not asked anything yet." in opened(client, ada).text
    assert "Nobody has asked anything yet." in opened(client, sam).text


def test_queries_stay_the_same_for_thirty_questions(client, mira, many_passages, monkeypatch):
    def more(n):
        for work in many_passages(n)[-n:]:
            kept, gone = tag(work, "number", "trade"), tag(work, "More", "trade")
            act(ask(work, "One?", passage=kept.pk), mira)
            ask(work, "Two?", passage=gone.pk)
            withdraw(gone, work)

    monkeypatch.setattr("annotations.question_list.PER_PAGE", 100)
    more(1)
    opened(client, mira)
    with CaptureQueriesContext(connection) as few:
        opened(client, mira)
    more(29)
    with CaptureQueriesContext(connection) as many:
        page = opened(client, mira)
    assert len(texts(page)) == 60
    assert len(many) == len(few)
