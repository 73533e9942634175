"""The queue of a coder: the next thing on top, where one stopped, what came back, what is finished."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.actions import assigning, undoing
from annotations.models import Assignment, Round
from annotations.stops import Stop
from corpus.models import Document, Revision
from ledger.models import Operation
from tests.annotations.pages import elements, words
from tests.annotations.people import ask, paragraphs, read, tag
from tests.conftest import assign

PAGE = "/projects/openness/work/"


def opened(client, user, **query):
    client.force_login(user)
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.context["queue"]


def page(client, user, **query):
    opened(client, user, **query)
    return client.get(PAGE, query)


def titles(tasks):
    return [task.assignment.document.title for task in tasks]


def place(assignment, ordinal=None):
    address = f"/projects/openness/documents/{assignment.document_id}/annotate/?round={assignment.round_id}"
    return address + (f"#p{ordinal}" if ordinal else "")


@pytest.fixture
def given(ada, many_documents, round, codebook):
    """give(n): n documents for ada, titled Many 0, Many 1 …"""
    return lambda n: [assign(document, ada, round) for document in many_documents(n)]


def hand_in(assignment):
    read(assignment)
    assigning.hand_in(assignment=assignment, actor=assignment.coder.user)


def test_the_next_thing_is_on_top(client, ada, sam, given):
    new, begun, handed_in, returned, begun_last = given(5)
    tag(begun, "grows", "trade")
    hand_in(handed_in)
    hand_in(returned)
    assigning.reopen(assignment=returned, actor=sam, comment="Again, please.")
    read(begun_last, paragraphs(begun_last)[0])
    queue = opened(client, ada)
    assert titles(queue.tasks) == [each.document.title for each in (returned, begun_last, begun, new)]
    assert [task.state for task in queue.tasks] == ["returned", "started", "started", "new"]
    assert (titles([queue.next]), titles(queue.finished)) == ([returned.document.title], [handed_in.document.title])


def test_progress_is_counted_in_codable_paragraphs(client, ada, adas):
    first, _second, _third = paragraphs(adas)
    tag(adas, "Trade grows", "trade")
    read(adas, first)
    [task] = opened(client, ada).tasks
    assert (task.n_read, task.n_codable, task.n_passages, task.first_unread) == (1, 3, 1, 4)


def test_of_a_part_only_the_part_counts(client, ada, adas):
    first, _second, third = paragraphs(adas)
    Assignment.objects.filter(pk=adas.pk).update(paragraphs=[first.pk, third.pk])
    adas.refresh_from_db()
    read(adas, first)
    [task] = opened(client, ada).tasks
    assert (task.n_read, task.n_codable, task.first_unread) == (1, 2, 5)


# where one stopped


def test_work_goes_on_where_it_stopped(client, ada, adas):
    read(adas, *paragraphs(adas)[:2])
    [task] = opened(client, ada).tasks
    assert (task.stop.ordinal, task.stop.day, task.address) == (4, "today", place(adas, 4))
    assert task.plain.endswith(f"/coding/?round={adas.round_id}#p4")
    shown = page(client, ada)
    assert "Continue at ¶ 4" in words(shown, "a", class_="button")
    assert "where you stopped today" in words(shown, "span", class_="table-soft")


def test_what_is_all_read_is_looked_through_from_its_beginning(client, ada, adas):
    read(adas)
    [task] = opened(client, ada).tasks
    assert (task.address, task.stopped_at) == (place(adas), place(adas, 5))
    assert "Look through and hand in" in words(page(client, ada), "a", class_="button")


def test_new_work_begins_at_its_first_paragraph_to_read(client, ada, adas):
    [task] = opened(client, ada).tasks
    assert (task.stop, task.address) == (None, place(adas, 3))


def test_passages_questions_and_undo_move_where_one_stopped(client, ada, adas):
    def stop():
        return opened(client, ada).tasks[0].stop.ordinal

    tag(adas, "Security comes first", "security")
    assert stop() == 4
    ask(adas, "Is this trade?")
    assert stop() == 3
    read(adas)
    assert stop() == 5
    for where in (3, 3, 4):  # the rest of the document, from its end; the question; the passage
        undoing.undo(assignment=adas, actor=ada)
        assert stop() == where


def test_what_others_do_does_not_move_where_one_stopped(client, ada, sam, adas, bens):
    read(adas, paragraphs(adas)[0])
    read(bens, paragraphs(bens)[2])
    [task] = opened(client, ada).tasks
    assert task.stop.ordinal == 3


def test_a_place_that_is_no_longer_in_the_text_is_not_gone_to(client, ada, adas):
    read(adas, paragraphs(adas)[0])
    Revision.objects.update(state="former")
    assert opened(client, ada).tasks[0].stop is None


def test_the_day_one_stopped_in_words():
    now = timezone.now()
    days = [Stop(1, now - timedelta(days=n)).day for n in range(3)]
    assert days == ["today", "yesterday", (now - timedelta(days=2)).date().isoformat()]


def test_what_was_read_today_is_counted(client, ada, adas):
    read(adas, *paragraphs(adas)[:2])
    assert "2 paragraphs read today (UTC)." in page(client, ada).text
    Operation.objects.filter(pk=None)
    assert opened(client, ada).read_today == 2


# what came back, and what is finished


def test_what_came_back_says_why(client, ada, sam, given):
    first, second = given(2)
    for each in (first, second):
        hand_in(each)
        assigning.reopen(assignment=each, actor=sam, comment=f"Look again at {each.document.title}.\nPlease.")
    said = words(page(client, ada), "p", class_="work-comment-words")
    assert sorted(said) == [f"Look again at {each.document.title}. Please." for each in (first, second)]


def test_a_locked_round_is_nothing_to_do(client, ada, adas):
    Round.objects.update(locked_at="2026-01-01T00:00Z")
    queue = opened(client, ada)
    assert (queue.tasks, queue.next, [task.state for task in queue.finished]) == ([], None, ["locked"])


def test_what_is_finished_is_folded_the_last_on_top(client, ada, given):
    works = given(2)
    for work in works:
        hand_in(work)
    shown = page(client, ada)
    assert titles(shown.context["queue"].finished) == [work.document.title for work in reversed(works)]
    [(folded, _text)] = elements(shown, "details", class_="work-finished")
    assert "open" not in folded
    assert "Everything you were given is handed in." in shown.text
    [(turned, _text)] = elements(page(client, ada, finished=1), "details", class_="work-finished")
    assert "open" in turned


def test_an_empty_queue_says_what_to_do(client, ada, project):
    assert "No document is assigned to you yet." in page(client, ada).text


def test_a_withdrawn_document_is_not_to_be_read(client, ada, adas):
    Document.objects.update(withdrawn_at=timezone.now())
    assert opened(client, ada).tasks == []


# sorted by a column


def test_columns_sort_and_turn_around(client, ada, given):
    first, second, third = given(3)
    read(second)
    tag(third, "grows", "trade")
    by_title = [each.document.title for each in (first, second, third)]
    assert titles(opened(client, ada, sort="document").tasks) == by_title
    assert titles(opened(client, ada, sort="-document").tasks) == by_title[::-1]
    assert titles(opened(client, ada, sort="-read").tasks)[0] == second.document.title
    assert titles(opened(client, ada, sort="-passages").tasks)[0] == third.document.title
    assert titles(opened(client, ada, sort="stopped").tasks) == [by_title[1], by_title[2], by_title[0]]


def test_the_next_thing_stays_the_same_however_the_table_is_sorted(client, ada, given):
    _first, second = given(2)
    tag(second, "grows", "trade")
    for sort in ("document", "-document", "nonsense"):
        assert titles([opened(client, ada, sort=sort).next]) == [second.document.title]


def test_a_sorted_column_says_so(client, ada, adas):
    def columns(**query):
        return [each.get("aria-sort") for each, _text in elements(page(client, ada, **query), "th", scope="col")]

    assert columns() == [None] * 5
    assert columns(sort="read") == [None, None, "ascending", None, None]
    assert columns(sort="-read") == [None, None, "descending", None, None]
    assert [each.sort for each in opened(client, ada, sort="read").columns][:3] == ["document", "stopped", "-read"]


@pytest.mark.parametrize("query", [{"sort": "coder__user"}, {"sort": "-"}, {"page": "x"}, {"finished": "-9" * 30}])
def test_nonsense_is_left_out_of_account(client, ada, adas, query):
    assert len(opened(client, ada, **query).tasks) == 1


@pytest.mark.parametrize("sort", ["", "-stopped"])
def test_queries_stay_the_same_for_thirty_documents(client, ada, sam, given, sort):
    def more(n):
        for number, work in enumerate(given(n * 2)):
            tag(work, "grows", "trade")
            if number % 2:
                hand_in(work)

    more(1)
    opened(client, ada)
    with CaptureQueriesContext(connection) as few:
        page(client, ada, sort=sort)
    more(14)
    with CaptureQueriesContext(connection) as many:
        queue = page(client, ada, sort=sort).context["queue"]
    assert (len(queue.tasks), len(queue.finished)) == (15, 15)
    assert len(many) == len(few)
