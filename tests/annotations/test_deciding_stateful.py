"""Any sequence of coding, handing in, returning, re-assigning, deciding and undoing: every disagreement is decided or
open, nothing is lost, the coders' own rows are their own, and the decided coder's work is what was decided.
"""

from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from annotations.actions import answering, assigning, coding, deciding, pooling, recounting, undoing
from annotations.actions.changes import Ask, Change, Tag, Withdraw
from annotations.actions.deciding import Verdict
from annotations.cells import differences
from annotations.kinds import KINDS
from annotations.models import Assignment, Decision, Passage, Question
from annotations.problems import GivenBack, HandedIn, NotAllHandedIn, NotCompared, PassageExists
from corpus.models import Paragraph
from ledger.models import Event
from ledger.problems import Stale
from ledger.replay import States, replay
from projects.models import Project, User
from tests.annotations.cells_again import Key, Recount, layer, recount
from tests.annotations.deciding import hand_in, rows_of_coders, verdict
from tests.conftest import assign
from tests.durability.working import size
from vocabulary.actions import publishing, retiring
from vocabulary.controlled import RetiredTheme
from vocabulary.models import Theme

WHO, WHERE = st.integers(0, 2), st.integers(0, 2)
ENDS = st.tuples(st.integers(0, 95), st.integers(0, 95))
THEME = st.sampled_from(["opening-up", "trade", "bri"])
OUTCOME = st.sampled_from(["yes", "no"])


class Deciding(RuleBasedStateMachine):
    """Three coders of one document and a supervisor; each example is rolled back."""

    works: list[Assignment]
    paragraphs: list[Paragraph]
    sam: User
    events_before: int
    states_before: States

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.last_event, self.states = self.events_before, dict(self.states_before)
        self.rulings: dict[Key, Any] = {}  # what was decided, and what everybody said then
        self.past: list[dict[Key, Any]] = []
        self.future: list[dict[Key, Any]] = []
        self.layer = layer(self.works[0])
        self.counted: tuple[int, Recount] | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # what coders do

    @rule(who=WHO, where=WHERE, ends=ENDS, theme=THEME, unsure=st.booleans())
    def tag(self, who: int, where: int, ends: tuple[int, int], theme: str, unsure: bool) -> None:
        paragraph = self.paragraphs[where]
        start, end = sorted(min(each, paragraph.n_chars) for each in ends)
        if start < end:
            quote = paragraph.text[start:end]
            self.code(who, Tag(paragraph.pk, start, end, quote, (theme,), (theme,) if unsure else ()))

    @rule(who=WHO, where=WHERE, index=st.integers(0, 2), theme=THEME)
    def tag_a_sentence(self, who: int, where: int, index: int, theme: str) -> None:
        paragraph = self.paragraphs[where]
        start, end = paragraph.sentences[index % len(paragraph.sentences)]
        self.code(who, Tag(paragraph.pk, start, end, paragraph.text[start:end], (theme,)))

    @rule(who=WHO, data=st.data())
    def untag(self, who: int, data: st.DataObject) -> None:
        mine = list(Passage.objects.of(self.works[who]).order_by("created_at", "pk"))
        if mine:
            passage = mine[data.draw(st.integers(0, len(mine) - 1))]
            self.code(who, Withdraw(passage.pk, passage.version))

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        with suppress(undoing.NothingToUndo, HandedIn, GivenBack, Stale):  # stale: a question that was resolved
            undoing.undo(assignment=self.works[who], actor=self.works[who].coder.user)

    @rule(who=WHO, where=WHERE)
    def ask(self, who: int, where: int) -> None:
        self.code(who, Ask(self.paragraphs[where].pk, "Is it?"))

    @rule(who=st.lists(WHO, min_size=1, max_size=3, unique=True))
    def hand_in(self, who: list[int]) -> None:
        for each in who:
            with suppress(HandedIn, GivenBack):
                hand_in(self.works[each])

    # what the supervisor does

    @rule(data=st.data())
    def resolve(self, data: st.DataObject) -> None:
        waiting = list(Question.objects.filter(resolved_at=None).order_by("asked_at", "pk"))
        if waiting:
            question = waiting[data.draw(st.integers(0, len(waiting) - 1))]
            answering.resolve(question=question, is_resolved=True, version=question.version, actor=self.sam)

    @rule(who=WHO)
    def give_work_back(self, who: int) -> None:
        with suppress(GivenBack):
            assigning.reopen(assignment=self.works[who], actor=self.sam)

    @rule(who=WHO)
    def skip_or_assign_again(self, who: int) -> None:
        work = self.works[who]
        try:
            pooling.skip(assignment=work, reason="Too long.", actor=work.coder.user)
        except GivenBack:
            assigning.assign(round=work.round, document=work.document, coder=work.coder, actor=self.sam)
        except HandedIn:
            pass

    @rule(data=st.data(), outcome=OUTCOME)
    def decide(self, data: st.DataObject, outcome: str) -> None:
        cells = differences(self.works[0].round, self.works[0].document).cells
        if cells:
            cell = cells[data.draw(st.integers(0, len(cells) - 1))]
            said = verdict(cell, "no" if cell.theme is None else outcome, "Because.")
            self.rule_on({cell.key: said.outcome}, lambda place: deciding.decide(**place, decisions=[said]))

    @rule(number=st.integers(0, 5), theme=THEME)
    def decide_for_another_theme(self, number: int, theme: str) -> None:
        units = sorted(self.now().units)
        home = units[number % len(units)]
        key = (*home, Theme.objects.get(slug=theme).pk)
        now = differences(self.works[0].round, self.works[0].document).by_key.get(key)
        said = Verdict(*home, theme, "yes", "Because.", now.version if now else 0)
        self.rule_on({key: "yes"}, lambda place: deciding.decide(**place, decisions=[said]))

    @rule(name=st.sampled_from(["agreement", "majority"]))
    def decide_by_rule(self, name: str) -> None:
        expected, now = {}, self.now()
        for key in now.keys() | self.rulings.keys():
            kind, readers = now.kind(key), now.heard(key)
            n, of = len(now.carrying(key) & readers), len(readers)
            is_open = self.state(now, key) in ("open", "reopened")
            by_person = key in self.rulings and not self.rulings[key][2]
            if is_open and key[2] is not None and kind != "question" and of and not by_person:
                if name == "agreement" and n == of:
                    expected[key] = "yes"
                if name == "majority" and 2 * n != of:
                    expected[key] = "yes" if 2 * n > of else "no"
        self.rule_on(expected, lambda place: deciding.decide_by_rule(**place, rule=name), rule=name)

    @rule()
    def undo_decision(self) -> None:
        self.step_back(deciding.undo_decision, self.past, self.future)

    @rule()
    def redo_decision(self) -> None:
        self.step_back(deciding.redo_decision, self.future, self.past)

    @rule(theme=THEME)
    def retire_or_restore(self, theme: str) -> None:
        row = Theme.objects.get(slug=theme)
        if theme == "opening-up":  # themes are below it
            return
        act = retiring.restore_theme if row.retired_at else retiring.retire_theme
        act(theme=row, version=row.version, actor=None)
        publishing.publish(project=row.project, message=theme, actor=None)

    # what must be true after each step; one that wrote no event changed no table

    @invariant()
    def events_replay_into_the_tables(self) -> None:
        events = list(Event.objects.filter(pk__gt=self.last_event).order_by("pk"))
        if events:
            self.last_event = events[-1].pk
            replay([event for event in events if event.kind in OURS], self.states)
            self.every_disagreement_is_decided_or_open()
            self.the_decided_layer_is_what_was_decided()
        assert self.states == states(self.works[0].round.project)

    def every_disagreement_is_decided_or_open(self) -> None:
        now = self.now()
        found = differences(self.works[0].round, self.works[0].document)
        expected = {key: (now.kind(key), self.state(now, key)) for key in now.keys() | self.rulings.keys()}
        assert {cell.key: (cell.kind, cell.state) for cell in found.cells} == expected
        assert sum(found.counts.values()) == len(found.cells) == len(expected)
        kept = Decision.objects.values_list("paragraph", "unit", "theme", "outcome", "rule")
        assert {key: (said[0], said[2]) for key, said in self.rulings.items()} == {
            (paragraph, unit, theme): (outcome, rule) for paragraph, unit, theme, outcome, rule in kept
        }

    def the_decided_layer_is_what_was_decided(self) -> None:
        if self.is_complete():
            self.layer = self.expected_layer()
        assert layer(self.works[0]) == self.layer

    # how it is done

    def code(self, who: int, change: Change) -> None:
        work = self.works[who]
        try:
            coding.change_document(assignment=work, changes=[change], actor=work.coder.user)
        except (HandedIn, GivenBack):
            assert not Assignment.objects.get(pk=work.pk).is_open
        except (PassageExists, RetiredTheme):
            pass

    def rule_on(self, outcomes: dict[Key, str], act: Any, rule: str = "") -> None:
        """Decide, and remember what everybody said then; nothing of theirs changes."""
        now, before, theirs = self.now(), dict(self.rulings), rows_of_coders()
        place = {"round": self.works[0].round, "document": self.works[0].document, "actor": self.sam}
        try:
            act(place)
        except (NotAllHandedIn, NotCompared):
            assert not self.is_complete()
        except RetiredTheme:
            assert [now.carrying(key) for key in outcomes] == [set()]
        else:
            assert self.is_complete()
            self.rulings |= {key: (outcome, now.evidence(key), rule) for key, outcome in outcomes.items()}
            if self.rulings != before:
                self.past.append(before)
                self.future.clear()
        assert rows_of_coders() == theirs

    def step_back(self, act: Any, source: list[Any], target: list[Any]) -> None:
        before, theirs = self.rulings, rows_of_coders()
        try:
            act(round=self.works[0].round, document=self.works[0].document, actor=self.sam)
        except undoing.NothingToUndo:
            assert source == []
        except (NotAllHandedIn, NotCompared):
            assert not self.is_complete()
        else:
            self.rulings = source.pop()
            target.append(before)
        assert rows_of_coders() == theirs

    def now(self) -> Recount:
        """Counted once after each change."""
        last = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
        if self.counted is None or self.counted[0] != last:
            self.counted = (last, recount(self.works[0]))
        return self.counted[1]

    def is_complete(self) -> bool:
        work = self.works[0]
        kept = Assignment.objects.filter(round=work.round, document=work.document, given_back_at=None)
        return len(kept) > 1 and all(each.handed_in_at for each in kept)

    def state(self, now: Recount, key: Key) -> str:
        if key not in self.rulings:
            return "agreed" if now.kind(key) == "agreed" else "open"
        (spans, asked), (was, was_asked) = now.evidence(key), self.rulings[key][1]
        return "decided" if spans == was and asked <= was_asked else "reopened"

    def expected_layer(self) -> tuple[set[Key], set[int]]:
        now = self.now()
        states = {key: self.state(now, key) for key in now.keys() | self.rulings.keys()}
        yes = {key for key, said in self.rulings.items() if said[0] == "yes"}
        carried = {key for key in states if states[key] == "agreed" or (states[key] == "decided" and key in yes)}
        left = {key[:2] for key, state in states.items() if state in ("open", "reopened")}
        unsettled = {piece[0] for home in left for piece in now.units[home]}
        return carried, {piece[0] for pieces in now.units.values() for piece in pieces} - unsettled


OURS = {kind.name for kind in KINDS}


def states(project: Project) -> States:
    return {(kind.name, key): state for kind in KINDS for key, state in kind.live(project)}


@pytest.mark.parametrize(("unit", "runs"), [("sentence", 1400), ("paragraph", 300), ("document", 300)])
def test_deciding_conserves(
    adas: Assignment, bens: Assignment, mira: User, sam: User, project: Project, unit: str, runs: int
) -> None:
    miras = assign(adas.document, mira, adas.round)
    if unit != "sentence":
        recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
    ids = [adas.pk, bens.pk, miras.pk]
    Deciding.works = [Assignment.objects.with_all().select_related("coder__user").get(pk=pk) for pk in ids]
    Deciding.paragraphs = list(Paragraph.objects.of(adas.document).codable())
    Deciding.sam = sam
    Deciding.events_before = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    Deciding.states_before = states(Deciding.works[0].round.project)
    run_state_machine_as_test(
        Deciding,
        settings=settings(
            max_examples=size(runs // 200, runs),
            stateful_step_count=size(25, 50),
            suppress_health_check=list(HealthCheck),
        ),
    )
