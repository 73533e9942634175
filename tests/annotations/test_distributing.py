"""Giving documents by rule and by chance: shown first, then done as it was shown."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, distributing, pooling
from annotations.distribution import Wish, plan
from annotations.models import Assignment, Round
from annotations.problems import RoundLocked, TooFewCoders
from corpus.models import Document, Paragraph
from ledger.models import Operation
from ledger.problems import Stale
from ledger.replay import differences
from projects.models import Coder
from tests.annotations.people import read
from tests.conftest import assign

PAGE = "/projects/openness/work/distribution/"


def coder(user):
    return Coder.objects.get(user=user)


@pytest.fixture
def wish(round, ada, ben, sam):
    """wish(**fields): what to give in the main round to ada, ben and sam, one coder a document."""
    people = tuple(coder(each) for each in (ada, ben, sam))
    return lambda **fields: Wish(**{"round": round, "coders": people, "per_document": 1, "seed": 7, **fields})


def rows():
    return sorted(Assignment.objects.values_list("document", "coder__name"))


def asked(wish, **more):
    sent = {name: value for name, value in wish.as_json().items() if value}
    return {**sent, **more}


def test_a_plan_changes_nothing_and_is_done_as_it_was_shown(sam, corpus, wish):
    found = plan(wish(per_document=2))
    assert Assignment.objects.count() == 0
    done = distributing.distribute(wish=wish(per_document=2), actor=sam, digest=found.digest)
    planned = [(line.document.pk, each.name) for line in found.given for each in line.people]
    assert rows() == sorted(planned)
    assert (done.n_assignments, Assignment.objects.count()) == (24, 24)


def test_it_is_one_operation_and_the_round_keeps_the_seed(sam, round, corpus, wish):
    distributing.distribute(wish=wish(), actor=sam)
    [operation] = Operation.objects.filter(verb="assign")
    assert (operation.actor, operation.events.count()) == (sam, 12 + 1)
    assert Round.objects.get().seed == 7
    wrong = {each[0][0] for each in differences(round.project)}
    assert wrong <= {"document", "source"}  # the corpus above was described behind the ledger's back


def test_the_same_again_gives_nothing_more(sam, corpus, wish):
    for fields in ({"share": 0.5}, {"share": 0.5, "overlap": 0.3}):
        distributing.distribute(wish=wish(**fields), actor=sam)
        before = rows()
        assert distributing.distribute(wish=wish(**fields), actor=sam).n_assignments == 0
        assert rows() == before


def test_what_somebody_has_counts(sam, ben, round, corpus, wish):
    for document in corpus[:6]:
        assign(document, ben, round)
    found = plan(wish(per_document=2))
    assert found.n_assignments == 18
    assert all(coder(ben).pk not in line.coders for line in found.given if line.document in corpus[:6])


def test_who_gave_a_document_back_does_not_get_it_by_chance(sam, ada, ben, round, codebook, corpus, wish):
    pooling.skip(assignment=assign(corpus[0], ada, round), reason="Too hard.", actor=ada)
    line = plan(wish(per_document=2)).lines[0]
    assert (line.document, set(line.coders)) == (corpus[0], {coder(ben).pk, coder(sam).pk})


def test_loads_are_balanced_by_paragraphs(sam, corpus, wish):
    totals = [each.paragraphs for each in plan(wish(per_document=2)).totals]
    assert sum(totals) == 2 * Paragraph.objects.filter(is_codable=True).count()
    assert max(totals) - min(totals) <= 4


@pytest.mark.parametrize(("rule", "n"), [("source", 6), ("year", 6), ("both", 3)])
def test_only_what_fits_the_rule_is_given(corpus, wish, rule, n):
    source = str(corpus[0].project.sources.get(name="Qiushi").pk)
    rules = {"source": {"source": source}, "year": {"year": "2021"}, "both": {"source": source, "year": "2021"}}
    assert len(plan(wish(**rules[rule])).given) == n


def test_what_somebody_read_is_left_out_where_asked(ada, round, codebook, corpus, wish):
    read(assign(corpus[3], ada, round))
    assert corpus[3] not in [line.document for line in plan(wish(is_unread=True, per_document=2)).lines]
    assert len(plan(wish(is_unread=True)).lines) == 11


def test_others_read_marks_in_a_blind_round_decide_nothing_for_its_coder(ada, sam, round, codebook, corpus, wish):
    assigning.change_round(round=round, version=1, actor=None, is_blind=True)
    read(assign(corpus[3], ada, round))
    assign(corpus[4], sam, round)
    member = coder(sam).user.memberships.get()
    assert len(plan(wish(is_unread=True, blind_to=member)).fitting) == 12


def test_a_share_is_drawn_within_the_strata_and_its_chance_kept(sam, corpus, wish):
    found = plan(wish(share=0.5))
    assert [(layer.documents, layer.chosen_documents) for layer in found.layers] == [(3, 2), (3, 2), (3, 1), (3, 1)]
    distributing.distribute(wish=wish(share=0.5), actor=sam)
    kept = {each.document_id: each.probability for each in Assignment.objects.all()}
    assert sorted(kept.values()) == [1 / 3, 1 / 3, *[2 / 3] * 4]


def test_paragraphs_are_drawn_and_their_chance_kept(sam, corpus, wish):
    distributing.distribute(wish=wish(sample_share=0.5), actor=sam)
    codable = dict(Paragraph.objects.filter(is_codable=True).values_list("pk", "revision__document"))
    strata = {(each.document.source_id, each.document.year) for each in Assignment.objects.select_related("document")}
    assert len(strata) == 4
    for each in Assignment.objects.select_related("document"):
        assert each.paragraphs == sorted(each.paragraphs)
        assert {codable[pk] for pk in each.paragraphs} == {each.document_id}
        place = {"source": each.document.source_id, "year": each.document.year}
        whole = [pk for pk in codable if Document.objects.filter(pk=codable[pk], **place).exists()]
        drawn = [pk for other in Assignment.objects.filter(document__year=place["year"]) for pk in other.paragraphs]
        assert each.probability == len(set(drawn) & set(whole)) / len(whole)


def test_two_draws_after_each_other_multiply_their_chances(corpus, wish):
    found = plan(wish(share=0.5, sample_share=0.5))
    one, other = plan(wish(share=0.5)), {line.document.pk: line for line in found.lines}
    for line in one.lines:
        if line.document.pk in other:
            assert other[line.document.pk].probability < line.probability


def test_all_coders_of_a_document_get_the_same_paragraphs(sam, corpus, wish):
    distributing.distribute(wish=wish(sample_number=8, per_document=2), actor=sam)
    drawn = Assignment.objects.values_list("document", "paragraphs")
    assert len({(document, tuple(parts)) for document, parts in drawn}) * 2 == len(drawn)


def test_a_hidden_overlap_goes_to_a_second_coder(sam, corpus, wish):
    found = plan(wish(overlap=0.25))
    assert sorted(len(line.coders) for line in found.given) == [1] * 8 + [2] * 4
    distributing.distribute(wish=wish(overlap=0.25), actor=sam)
    made = list(Assignment.objects.order_by("pk").values_list("document", "coder"))
    assert made == sorted(made)  # a coder's own list is in the order of the documents, whoever else has them


def test_another_state_than_the_one_shown_is_refused(sam, ben, round, corpus, wish):
    found = plan(wish())
    assign(corpus[0], ben, round)
    with pytest.raises(Stale):
        distributing.distribute(wish=wish(), actor=sam, digest=found.digest)
    assert Assignment.objects.count() == 1


def test_too_few_coders_and_locked_rounds_are_refused(sam, round, corpus, wish):
    with pytest.raises(TooFewCoders):
        plan(wish(per_document=3, overlap=0.5))
    Round.objects.update(locked_at="2026-01-01T00:00Z")
    with pytest.raises(RoundLocked):
        distributing.distribute(wish=wish(), actor=sam)


def test_the_page_shows_the_plan_and_does_it(client, sam, corpus, wish):
    client.force_login(sam)
    assert client.get(PAGE).context["plan"] is None
    sent = asked(wish(per_document=2))
    shown = client.get(PAGE, sent)
    assert shown.context["plan"].n_assignments == 24
    assert Assignment.objects.count() == 0
    button = dict(shown.context["form"].sent)
    assert set(button) >= {"round", "coders", "per_document", "seed"}
    digest = shown.context["plan"].digest
    answer = client.post(PAGE, {**sent, "digest": digest, "op": str(uuid.uuid4())})
    assert (answer.status_code, Assignment.objects.count()) == (302, 24)


def test_the_form_begins_with_the_seed_of_the_round(client, sam, project, round):
    other = assigning.start_round(project=project, name="Pilot", actor=None, seed=2026)
    client.force_login(sam)
    seeds = [client.get(PAGE, {"round": pk}).context["form"]["seed"].value() for pk in (round.pk, other.pk, "x")]
    assert seeds == [1, 2026, 1]


def test_the_button_of_an_old_page_gives_nothing(client, sam, corpus, wish):
    client.force_login(sam)
    sent = asked(wish(), digest="0" * 64, op=str(uuid.uuid4()))
    assert client.post(PAGE, sent).status_code == 409
    assert not Assignment.objects.exists()


def test_the_same_button_twice_gives_once(client, sam, corpus, wish):
    client.force_login(sam)
    sent = asked(wish(), digest=plan(wish()).digest, op=str(uuid.uuid4()))
    assert [client.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    assert Assignment.objects.count() == 12


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"per_document": "4"}, "coders"),
        ({"per_document": "0"}, "per_document"),
        ({"share": "101"}, "share"),
        ({"share": "nan"}, "share"),
        ({"sample_share": "5", "sample_number": "5"}, "sample_number"),
        ({"seed": "x"}, "seed"),
        ({"coders": "99999999999999999999"}, "coders"),
        ({"source": "1_000"}, "source"),
        ({"round": "0"}, "round"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(client, sam, corpus, wish, wrong, field):
    client.force_login(sam)
    shown = client.get(PAGE, asked(wish(), **wrong))
    assert (shown.context["plan"], list(shown.context["form"].errors)) == (None, [field])


def test_an_annotator_gives_nothing(client, ada, corpus):
    client.force_login(ada)
    assert client.get(PAGE).status_code == 403


def test_queries_stay_the_same_for_thirty_documents(client, sam, codebook, many_passages, wish):
    many_passages(1)
    client.force_login(sam)
    sent = asked(wish(per_document=2, sample_share=0.5, overlap=0.5, is_unread=False))
    client.get(PAGE, sent)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE, sent)
    many_passages(29)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE, sent)
    assert len(many) == len(few)
