"""Machines propose and never decide: what they store, who is shown it, and that nothing counts it unnamed."""

import io
import json
from typing import Any

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory

from annotations.actions import assigning, suggesting
from annotations.board import Board
from annotations.forms.filters import PassageFilters
from annotations.models import Assignment, Passage, Reading, Round, Tagging, UnitTheme
from annotations.problems import BlindRound, RoundLocked
from annotations.progress import measure, with_progress
from annotations.suggesters import LEXICON
from datasets.rows import TABLES
from datasets.selection import Selection
from ledger.models import Operation
from ledger.problems import NotAllowed
from ledger.replay import differences
from projects.models import Coder, Membership, Project, User
from reports import choices, counting, editions
from reports.scope import Scope
from reports.unit_page import UnitPage
from tests.annotations.people import paragraphs, tag
from tests.annotations.suggestions import WORDS, publish, suggest, suggested
from tests.conftest import assign
from vocabulary.controlled import UnknownTheme
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(suggestions: Round) -> Coder:
    return Coder.objects.get(kind="machine")


def member(user: User) -> Membership:
    return Membership.objects.select_related("project", "user").get(user=user)


# what is stored


def test_each_sentence_gets_the_themes_of_its_words(adas: Assignment, suggestions: Round) -> None:
    road = "The Belt and Road connects many countries."
    assert suggested(adas) == {
        "opening-up": (road, 1.0, "Belt and Road"),
        "trade": ("Trade grows fast.", 1.0, "Trade grows"),
        "bri": (road, 1.0, "Belt and Road"),
        "security": ("Security comes first.", 1.0, "Security"),
    }
    assert Passage.objects.filter(coder__kind="machine").count() == 4  # two themes of one sentence are one passage


def test_machine_is_a_coder_whose_every_paragraph_is_read(adas: Assignment, machine: Coder) -> None:
    assert (machine.name, machine.pseudonym, machine.user) == ("lexicon", "M01", None)
    assert Reading.objects.filter(coder=machine).count() == len(paragraphs(adas))
    assert set(Tagging.objects.filter(coder=machine).values_list("origin", flat=True)) == {"machine"}
    assert UnitTheme.objects.filter(coder=machine).count() == Tagging.objects.filter(coder=machine).count()


def test_a_second_run_changes_nothing(suggestions: Round, project: Project) -> None:
    before = Operation.objects.count()
    done = suggest(suggestions)
    assert (done.added, done.removed, done.suggestions) == (0, 0, 5)
    assert Operation.objects.count() == before
    assert Coder.objects.filter(kind="machine").count() == 1


def test_each_document_is_one_operation(suggestions: Round, adas: Assignment, machine: Coder) -> None:
    steps = Operation.objects.filter(verb="suggest")
    assert [step.about for step in steps] == [f"document/{adas.document_id}/{suggestions.pk}/{machine.pk}"]


def test_another_codebook_brings_suggestions_in_line(suggestions: Round, adas: Assignment, project: Project) -> None:
    kept = Passage.objects.get(quote="Security comes first.", coder__kind="machine")
    publish(project, {**WORDS, "trade": {"en": ["grows"]}, "bri": {}})
    done = suggest(suggestions)
    assert (done.added, done.removed) == (2, 3)  # the road's passage is made anew, with one theme
    assert suggested(adas)["trade"] == ("Trade grows fast.", 1.0, "grows")
    assert "bri" not in suggested(adas)
    assert Passage.objects.filter(pk=kept.pk, version=1).exists()
    assert set(Reading.objects.values_list("codebook_version__number", flat=True)) == {3}


def test_where_paragraphs_are_counted_whole_ones_are_proposed(adas: Assignment, project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(unit="paragraph")
    publish(project, WORDS)
    suggest(Round.objects.get())
    first = paragraphs(adas)[0]
    assert suggested(adas)["trade"] == (first.text, 0.3333, "Trade grows")


def test_events_replay_into_the_tables(suggestions: Round, project: Project) -> None:
    publish(project, {"trade": {"en": ["grows"]}})
    suggest(suggestions)
    assert list(differences(project)) == []


def test_no_text_and_no_words_are_no_suggestions(adas: Assignment, project: Project) -> None:
    assert suggest(adas.round).suggestions == 0


# which rounds


def test_the_round_shows_them(suggestions: Round, machine: Coder) -> None:
    assert suggestions.shows_suggestions_of == machine


def test_a_blind_round_is_refused(adas: Assignment, blind_main: Round) -> None:
    with pytest.raises(BlindRound):
        suggest(blind_main)
    assert not Coder.objects.filter(kind="machine").exists()


def test_a_round_that_shows_them_is_not_made_blind(suggestions: Round) -> None:
    with pytest.raises(BlindRound):
        assigning.change_round(round=suggestions, version=suggestions.version, actor=None, is_blind=True)
    change = {"is_blind": True, "shows_suggestions_of": None}
    assert assigning.change_round(round=suggestions, version=suggestions.version, actor=None, **change).is_blind


def test_the_database_refuses_a_blind_round_that_shows_them(suggestions: Round) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=suggestions.pk).update(is_blind=True)


def test_a_locked_round_is_refused(adas: Assignment) -> None:
    at = adas.assigned_at
    locked = assigning.change_round(round=adas.round, version=adas.round.version, actor=None, locked_at=at)
    with pytest.raises(RoundLocked):
        suggest(locked)


def test_nothing_is_suggested_without_a_codebook(round: Round) -> None:
    with pytest.raises(UnknownTheme):
        suggest(round)


def test_only_a_machine_of_the_project_can_be_shown(suggestions: Round, adas: Assignment, elsewhere: Project) -> None:
    other = Coder.objects.create(project=elsewhere, kind="machine", name="lexicon", pseudonym="M01")
    for coder in (adas.coder, other):
        with pytest.raises(NotAllowed):
            assigning.change_round(
                round=suggestions, version=suggestions.version, actor=None, shows_suggestions_of=coder
            )


def test_the_admin_chooses_whose_suggestions_a_round_shows(suggestions: Round, machine: Coder, client: Client) -> None:
    client.force_login(User.objects.create_superuser("boss", password=None))
    address = f"/admin/annotations/round/{suggestions.pk}/change/"
    shown = {"name": suggestions.name, "kind": "main", "version": suggestions.version}
    refused = client.post(address, {**shown, "is_blind": "on", "shows_suggestions_of": machine.pk})
    assert list(refused.context["adminform"].form.errors) == ["shows_suggestions_of"]
    assert client.post(address, shown).status_code == 302
    suggestions.refresh_from_db()
    assert suggestions.shows_suggestions_of is None
    again = {**shown, "version": suggestions.version, "shows_suggestions_of": machine.pk}
    assert client.post(address, again).status_code == 302
    suggestions.refresh_from_db()
    assert suggestions.shows_suggestions_of == machine


# the command


def run(*options: str) -> str:
    out = io.StringIO()
    call_command("suggest", *options, stdout=out)
    return out.getvalue()


def test_command_says_what_it_did(adas: Assignment, project: Project) -> None:
    publish(project, WORDS)
    said = run("--project", project.slug, "--round", "Main", "--by", "lexicon", "--json").splitlines()[-1]
    assert json.loads(said) == {"documents": 1, "added": 5, "removed": 0, "suggestions": 5}


def test_command_refuses(adas: Assignment, project: Project, blind_main: Round) -> None:
    for options, status in (
        (("--project", "none", "--round", "Main"), 2),
        (("--project", project.slug, "--round", "None"), 2),
        (("--project", project.slug, "--round", "Main"), 1),
    ):
        with pytest.raises(CommandError) as refused:
            run(*options, "--by", "lexicon")
        assert refused.value.returncode == status


# never counted unless named


def counted(sam: User, round: Round, coder: Coder | None = None) -> Any:
    """What the pages of figures count: passages, taggings, units, read marks, assignments, cells."""
    scope = Scope(member(sam), round, coder)
    known = editions.load(round.project)
    figures = counting.count(scope, choices.themes(scope.member, known), known)
    parts = (scope.passages(), scope.taggings(), scope.unit_themes(), scope.readings(), scope.assignments())
    return [part.count() for part in parts], figures


def test_figures_are_the_same_with_and_without_a_machine(adas: Assignment, sam: User, project: Project) -> None:
    publish(project, WORDS)
    tag(adas, "Trade grows", "trade")
    before = counted(sam, adas.round)
    suggest(adas.round)
    assert counted(sam, adas.round) == before
    machine = Coder.objects.get(kind="machine")
    assert counted(sam, adas.round, machine)[0] == [4, 5, 5, 3, 0]


def test_a_named_machine_can_be_chosen(suggestions: Round, machine: Coder, sam: User) -> None:
    assert machine in choices.coders(member(sam), suggestions)
    lines = UnitPage(Scope(member(sam), suggestions, machine), {}).lines
    assert [given.coders for line in lines for given in line.given] == [["lexicon"]] * 5
    assert UnitPage(Scope(member(sam), suggestions), {}).lines == []


def test_exports_hold_a_machine_only_when_it_is_named(suggestions: Round, machine: Coder, project: Project) -> None:
    for unit in Project.Unit.values:
        Project.objects.filter(pk=project.pk).update(unit=unit)
        project.refresh_from_db()
        all_, named = Selection(project=project), Selection(project=project, coders=(machine,))
        assert [(table.count(all_), list(table.rows(all_))) for table in TABLES] == [(0, [])] * len(TABLES)
        assert [table.count(named) > 0 for table in TABLES] == [True] * len(TABLES)


def test_passages_are_listed_only_when_a_machine_is_asked_for(suggestions: Round, machine: Coder, sam: User) -> None:
    request = RequestFactory()

    def listed(**asked: Any) -> int:
        return PassageFilters(member(sam), request.get("/", asked).GET).passages().count()

    assert (listed(), listed(kind="machine"), listed(coder=machine.pk)) == (0, 4, 4)


def test_progress_queue_and_board_know_no_machine(
    suggestions: Round, machine: Coder, adas: Assignment, sam: User
) -> None:
    [progress] = measure(with_progress(Assignment.objects.in_project(suggestions.project).with_all()))
    assert (progress.n_read, progress.n_passages, progress.state) == (0, 0, "new")
    assert machine not in Board(member(sam), str(suggestions.pk), None).coders


def test_the_admin_counts_what_people_tagged(suggestions: Round, adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade")
    themes = admin.site.get_model_admin(Theme).get_queryset(RequestFactory().get("/"))
    used = {theme.slug: (theme.n_passages, theme.n_documents) for theme in themes}
    assert used["trade"] == (1, 1)
    assert used["bri"] == (0, 0)


def test_annotators_do_not_see_a_machines_passages_but_as_suggestions(
    suggestions: Round, ada: User, rita: User, eve: User
) -> None:
    for user in (ada, rita, eve):
        assert not Passage.objects.visible_to(member(user)).exists()


def test_what_a_member_who_codes_lets_a_machine_read_is_not_their_day(
    adas: Assignment, mira: User, project: Project, client: Client
) -> None:
    publish(project, WORDS)
    assign(adas.document, mira, adas.round)
    suggesting.suggest(round=adas.round, suggester=LEXICON, actor=mira)
    client.force_login(mira)
    since = adas.assigned_at.isoformat()
    assert client.get(f"/api/v1/projects/{project.slug}/progress", {"since": since}).json()["read"] == 0
