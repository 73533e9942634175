"""Any sequence of what coders can do: UnitTheme equals a recount by other SQL, the events replay into the tables."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from annotations.actions import assigning, coding, undoing
from annotations.actions.changes import Ask, Change, Dismiss, Edit, Read, Retract, Reword, Tag, Unread, Withdraw
from annotations.kinds import live_assignments, live_dismissals, live_passages, live_questions, live_readings
from annotations.models import Assignment, Passage, Question, Round
from annotations.problems import HandedIn, NotAllRead, PassageExists
from corpus.models import Paragraph
from ledger.models import Event
from ledger.replay import States, replay
from projects.models import Project
from tests.annotations.suggestions import WORDS, publish, suggest
from tests.durability.working import size

WHO, WHERE = st.integers(0, 1), st.integers(0, 2)
ENDS = st.tuples(st.integers(0, 95), st.integers(0, 95))
THEMES = st.lists(st.sampled_from(["opening-up", "trade", "bri"]), min_size=1, max_size=3, unique=True).map(tuple)

# Plain ASCII text: its words are what stands between spaces, less the full stop. No code of the app is used.
RECOUNT = {
    "sentence": "w.paragraph_id, w.sentence",
    "paragraph": "w.paragraph_id, 0",
    "document": "(SELECT MIN(paragraph_id) FROM all_paragraphs), 0",
}
SQL = """
    SELECT p.coder_id, {home}, t.theme_id, COUNT(DISTINCT p.id), COUNT(DISTINCT CASE WHEN NOT t.is_unsure THEN p.id END)
    FROM annotations_passage p
    JOIN annotations_tagging t ON t.passage_id = p.id
    JOIN words w ON w.paragraph_id = p.paragraph_id AND w.first >= p.start AND w.last <= p."end"
    GROUP BY 1, 2, 3, 4
"""


def make_word_table(paragraphs: list[Paragraph]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE words (paragraph_id bigint, sentence int, first int, last int)")
        cursor.execute("CREATE TEMP TABLE all_paragraphs (paragraph_id bigint)")
        for paragraph in Paragraph.objects.filter(revision=paragraphs[0].revision_id):
            cursor.execute("INSERT INTO all_paragraphs VALUES (%s)", [paragraph.pk])
        for paragraph in paragraphs:
            for index, (start, end) in enumerate(paragraph.sentences):
                at = start
                for word in paragraph.text[start:end].split(" "):
                    row = [paragraph.pk, index, at, at + len(word.rstrip("."))]
                    cursor.execute("INSERT INTO words VALUES (%s, %s, %s, %s)", row)
                    at += len(word) + 1


class Coding(RuleBasedStateMachine):
    """Two coders on one document; each example is rolled back."""

    project: Project
    assignments: list[Assignment]
    paragraphs: list[Paragraph]
    suggested: list[Passage]
    events_before: int
    states_before: States

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.last_event, self.states = self.events_before, dict(self.states_before)
        self.now = states(self.project)
        self.handed_in = [False, False]
        self.past: dict[int, list[Any]] = defaultdict(list)
        self.future: dict[int, list[Any]] = defaultdict(list)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # what is done

    @rule(
        who=WHO,
        where=WHERE,
        ends=st.tuples(st.integers(0, 95), st.integers(0, 95)),
        themes=THEMES,
        unsure=st.booleans(),
    )
    def tag(self, who: int, where: int, ends: tuple[int, int], themes: tuple[str, ...], unsure: bool) -> None:
        paragraph = self.paragraphs[where]
        start, end = sorted(min(each, paragraph.n_chars) for each in ends)
        if start < end:
            quote = paragraph.text[start:end]
            doubted = themes[:1] if unsure else ()
            self.act(who, Tag(paragraph.pk, start, end, quote, themes, doubted), may_raise=PassageExists)

    @precondition(lambda self: self.has_passages)
    @rule(data=st.data(), themes=THEMES, unsure=st.booleans())
    def retag(self, data: st.DataObject, themes: tuple[str, ...], unsure: bool) -> None:
        passage, who = self.any_passage(data)
        self.act(who, Edit(passage.pk, passage.version, themes=themes, unsure=themes[:1] if unsure else ()))

    @precondition(lambda self: self.has_passages)
    @rule(data=st.data(), themes=THEMES)
    def set_themes_by_taggit(self, data: st.DataObject, themes: tuple[str, ...]) -> None:
        passage, who = self.any_passage(data)
        self.attempt(who, lambda: passage.themes.set(themes))

    @precondition(lambda self: self.has_passages)
    @rule(data=st.data(), ends=ENDS)
    def move(self, data: st.DataObject, ends: tuple[int, int]) -> None:
        passage, who = self.any_passage(data)
        start, end = sorted(min(each, passage.paragraph.n_chars) for each in ends)
        if start < end:
            quote = passage.paragraph.text[start:end]
            change = Edit(passage.pk, passage.version, start=start, end=end, quote=quote)
            self.act(who, change, may_raise=PassageExists)

    @precondition(lambda self: self.has_passages)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        passage, who = self.any_passage(data)
        self.act(who, Withdraw(passage.pk, passage.version))

    @rule(who=WHO, where=WHERE)
    def read(self, who: int, where: int) -> None:
        self.act(who, Read((self.paragraphs[where].pk,)))

    @rule(who=WHO)
    def read_the_rest(self, who: int) -> None:
        self.act(who, Read(None))

    @rule(who=WHO, where=WHERE)
    def unread(self, who: int, where: int) -> None:
        self.act(who, Unread((self.paragraphs[where].pk,)))

    @rule(who=WHO, where=WHERE, text=st.sampled_from(["Is it?", "Why?"]))
    def ask(self, who: int, where: int, text: str) -> None:
        self.act(who, Ask(self.paragraphs[where].pk, text))

    @rule(who=WHO, data=st.data(), text=st.sampled_from(["Is it?", "Why?", None]))
    def reword_or_retract(self, who: int, data: st.DataObject, text: str | None) -> None:
        mine = list(Question.objects.of(self.assignments[who]))
        if mine:
            asked = mine[data.draw(st.integers(0, len(mine) - 1))]
            self.act(who, Reword(asked.pk, asked.version, text) if text else Retract(asked.pk, asked.version))

    @rule(who=WHO, data=st.data(), is_wanted=st.booleans())
    def accept_or_dismiss(self, who: int, data: st.DataObject, is_wanted: bool) -> None:
        meant = self.suggested[data.draw(st.integers(0, len(self.suggested) - 1))]
        place = (meant.paragraph_id, meant.start, meant.end)
        [theme, *_] = meant.taggings.all()
        slugs = (theme.tag.slug,)
        accept, dismiss = Tag(*place, meant.quote, slugs, accepts=slugs), Dismiss(*place, *slugs)
        self.act(who, accept if is_wanted else dismiss, may_raise=PassageExists)

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        self.step_back(who, undoing.undo, self.past[who], self.future[who])

    @rule(who=WHO)
    def redo(self, who: int) -> None:
        self.step_back(who, undoing.redo, self.future[who], self.past[who])

    @rule(who=WHO)
    def hand_in(self, who: int) -> None:
        try:
            assigning.hand_in(assignment=self.assignments[who], actor=self.user(who))
            self.handed_in[who] = True
        except HandedIn:
            assert self.handed_in[who]
        except NotAllRead:
            marks = [state for _key, state in live_readings(self.project)]
            mine = [state for state in marks if state["coder"] == self.assignments[who].coder_id]
            assert len(mine) < len(self.paragraphs)

    @rule(who=WHO)
    def reopen(self, who: int) -> None:
        assigning.reopen(assignment=self.assignments[who], actor=self.user(who))
        self.handed_in[who] = False

    # what must be true after each step

    @invariant()
    def units_equal_a_recount(self) -> None:
        columns = "coder_id, paragraph_id, unit, theme_id, n, n_sure"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM annotations_unittheme")
            kept = set(cursor.fetchall())
            cursor.execute(SQL.format(home=RECOUNT[self.project.unit]))
            assert kept == set(cursor.fetchall())

    @invariant()
    def events_replay_into_the_tables(self) -> None:
        events = list(Event.objects.filter(pk__gt=self.last_event).order_by("pk"))
        self.last_event = events[-1].pk if events else self.last_event
        replay(events, self.states)
        self.now = states(self.project)
        assert self.states == self.now

    # how it is done

    def act(self, who: int, change: Change, may_raise: type[Exception] = HandedIn) -> None:
        where, actor = self.assignments[who], self.user(who)
        self.attempt(
            who, lambda: coding.change_document(assignment=where, changes=[change], actor=actor), may_raise=may_raise
        )

    def attempt(self, who: int, act: Callable[[], None], may_raise: type[Exception] = HandedIn) -> None:
        before = self.content(who)
        try:
            act()
        except HandedIn:
            assert self.handed_in[who]
        except may_raise:
            assert self.content_now(who) == before
        else:
            assert not self.handed_in[who]
            if self.content_now(who) != before:
                self.past[who].append(before)
                self.future[who].clear()

    def step_back(self, who: int, act: Any, source: list[Any], target: list[Any]) -> None:
        before = self.content(who)
        try:
            act(assignment=self.assignments[who], actor=self.user(who))
        except undoing.NothingToUndo:
            assert source == []
        except HandedIn:
            assert self.handed_in[who]
        else:
            assert self.content_now(who) == source.pop()
            target.append(before)

    @property
    def has_passages(self) -> bool:
        machine = self.suggested[0].coder_id
        return any(key[0] == "passage" and state["coder"] != machine for key, state in self.now.items())

    def content_now(self, who: int) -> Any:
        self.now = states(self.project)
        return self.content(who)

    def content(self, who: int) -> Any:
        """What one coder's work says as it was last looked at, versions and handing in aside."""
        coder = self.assignments[who].coder_id
        rows = ((key, state) for key, state in self.now.items() if key[0] != "assignment")
        return {key: {**state, "version": 0} for key, state in rows if state["coder"] == coder}

    def user(self, who: int) -> Any:
        return self.assignments[who].coder.user

    def any_passage(self, data: st.DataObject) -> tuple[Passage, int]:
        passages = list(
            Passage.objects.exclude(coder__user=None)
            .select_related("paragraph", "round__project", "coder__user")
            .order_by("created_at", "pk")
        )
        passage = passages[data.draw(st.integers(0, len(passages) - 1))]
        return passage, [each.coder_id for each in self.assignments].index(passage.coder_id)


def states(project: Project) -> States:
    kinds = {
        "passage": live_passages,
        "reading": live_readings,
        "question": live_questions,
        "dismissal": live_dismissals,
        "assignment": live_assignments,
    }
    return {(kind, key): state for kind, live in kinds.items() for key, state in live(project)}


@pytest.mark.parametrize(("unit", "runs"), [("sentence", 260), ("paragraph", 120), ("document", 120)])
def test_coding_conserves(adas: Assignment, bens: Assignment, project: Project, unit: str, runs: int) -> None:
    Project.objects.filter(pk=project.pk).update(unit=unit)
    ids = [adas.pk, bens.pk]
    Coding.project = Project.objects.get(pk=project.pk)
    publish(Coding.project, WORDS)
    suggest(Round.objects.select_related("project").get())
    Coding.suggested = list(Passage.objects.with_themes().order_by("pk"))
    Coding.assignments = [
        Assignment.objects.select_related("round__project", "coder__user", "document").get(pk=pk) for pk in ids
    ]
    Coding.paragraphs = list(Paragraph.objects.of(adas.document).codable())
    Coding.events_before = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    Coding.states_before = states(Coding.project)
    make_word_table(Coding.paragraphs)
    run_state_machine_as_test(
        Coding,
        settings=settings(
            max_examples=size(runs // 25, runs),
            stateful_step_count=40,
            suppress_health_check=list(HealthCheck),
        ),
    )
