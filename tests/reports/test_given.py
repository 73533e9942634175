"""What coders were given is remembered, and never told otherwise than the tables have it."""

import uuid
from dataclasses import replace

import numpy as np
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment, Round
from corpus.models import Document
from ledger.models import Operation
from projects.models import Project, User
from reports import given
from tests.conftest import assign
from tests.reports import study


def _told(round: Round) -> list[tuple[int, int, bool]]:
    found = given.load(round)
    return sorted(zip(found.documents.tolist(), found.coders.tolist(), found.is_handed_in.tolist(), strict=True))


def _there(round: Round) -> list[tuple[int, int, bool]]:
    rows = Assignment.objects.in_round(round).values_list("document", "coder", "handed_in_at")
    return sorted((document, coder, moment is not None) for document, coder, moment in rows)


def test_what_was_given_since_is_seen(project: Project, round: Round, ada: User, ben: User) -> None:
    doors, roads = (study.add(project, text, f"{text[:5]}.txt") for text in (study.DOORS, study.ROADS))
    assign(doors, ada, round)
    assert _told(round) == _there(round)
    assign(doors, ben, round)
    assign(roads, ada, round)
    assert _told(round) == _there(round)
    assert len(_told(round)) == 3


def test_nothing_is_read_again_where_nothing_happened(project: Project, round: Round, ada: User) -> None:
    assign(study.add(project, study.DOORS, "doors.txt"), ada, round)
    given.load(round)
    with CaptureQueriesContext(connection) as asked:
        given.load(round)
    assert not [query["sql"] for query in asked if "annotations_assignment" in query["sql"]]


def test_another_history_with_the_same_numbers_is_read_anew(project: Project, round: Round, ada: User) -> None:
    assign(study.add(project, study.DOORS, "doors.txt"), ada, round)
    last = Operation.objects.in_project(project).newest_first()[0]
    nothing = given.load(round).take(np.zeros(1, bool))
    given._REMEMBERED.keep(round.pk, given._Kept(last.number, uuid.uuid4(), nothing), 64)
    assert _told(round) == _there(round)


def test_counts_leave_out_what_was_given_back_and_other_documents(
    project: Project, round: Round, ada: User, ben: User
) -> None:
    doors, roads = (study.add(project, text, f"{text[:5]}.txt") for text in (study.DOORS, study.ROADS))
    for person in (ada, ben):
        assign(doors, person, round)
    assign(roads, ada, round)
    documents = np.array(Document.objects.by_id().values_list("pk", flat=True), np.int64)
    found = given.load(round)
    assert found.at(documents).counts(np.array([0, 1]), 2) == [(0, 2), (0, 1)]
    assert found.at(documents[:1]).counts(np.array([0]), 1) == [(0, 2)]
    back = replace(found, is_kept=np.array([True, False, True]))
    assert back.at(documents).counts(np.array([0, 1]), 2) == [(0, 1), (0, 1)]
