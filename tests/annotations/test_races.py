"""Real processes code and manage at once: no error leaks, nothing is doubled, nobody waits for ever."""

import uuid
from pathlib import Path

import pytest

from annotations.models import Assignment
from projects.models import Membership, User
from tests.annotations.people import ask, read, tag
from tests.installations import ask as asked
from tests.races import race, raced

RACER = "tests.annotations.racer"
NONE = str(uuid.UUID(int=0))
SETTLED = """
    SELECT passage.start, passage."end" FROM annotations_passage passage
    JOIN projects_coder coder ON coder.id = passage.coder_id WHERE coder.kind = 'decided'
"""

pytestmark = pytest.mark.django_db(transaction=True)


def test_operation_sent_four_times_at_once_is_done_once(adas: Assignment, tmp_path: Path) -> None:
    op = str(uuid.uuid4())
    said = race(tmp_path, [[RACER, "tag_once", str(adas.pk), op]] * 4)
    assert sorted(said) == ["done", "replayed", "replayed", "replayed"]


def test_managers_and_coders_do_not_lock_each_other_out(
    adas: Assignment, bens: Assignment, rita: User, tmp_path: Path
) -> None:
    role = Membership.objects.get(user=rita)
    said = race(
        tmp_path,
        [
            [RACER, "tag_many", str(adas.pk), NONE],
            [RACER, "tag_many", str(bens.pk), NONE],
            [RACER, "change_roles", str(role.pk), NONE],
            [RACER, "rename_round", str(adas.round_id), NONE],
        ],
    )
    assert said == ["done"] * 4


def test_undo_of_a_question_does_not_destroy_the_answer_that_is_just_given(adas: Assignment, tmp_path: Path) -> None:
    question = ask(adas, "Is this trade?")
    said = race(
        tmp_path, [[RACER, "answer_slowly", "0", str(question.pk)], [RACER, "undo_meanwhile", str(adas.pk), NONE]]
    )
    assert said == ["done", "stale"]


def test_of_coders_who_hand_in_at_the_same_moment_the_last_settles(
    adas: Assignment, bens: Assignment, tmp_path: Path
) -> None:
    for each in (adas, bens):
        tag(each, "Trade grows fast.", "trade")
        read(each)
    acts = (("hand_in_slowly", adas), ("hand_in_meanwhile", bens))
    said = race(tmp_path, [[RACER, act, str(work.pk), NONE] for act, work in acts])
    assert said == ["done", "done"]
    assert asked(raced(tmp_path), SETTLED) == [(28, 45)]
