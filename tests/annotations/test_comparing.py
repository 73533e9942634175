"""Joining spans, and when a decision's evidence still stands."""

from annotations.comparing import is_same, joined


def test_spans_that_overlap_become_one():
    assert joined([(5, 9), (0, 3), (2, 6)]) == [(0, 9)]


def test_spans_that_only_touch_stay_two():
    assert joined([(3, 5), (0, 3)]) == [(0, 3), (3, 5)]
    assert joined([(3, 5), (0, 3)], is_touching_one=True) == [(0, 5)]


def test_evidence_stands_while_coders_say_the_same():
    assert is_same({"1": [[0, 4, False]], "2": []}, {"2": [], "1": [[0, 4, False]]})
    assert not is_same({"1": [[0, 4, False]], "2": []}, {"1": [[0, 4, True]], "2": []})
    assert not is_same({"1": []}, {"1": [], "2": []})


def test_a_question_that_was_settled_changes_nothing_and_a_new_one_does():
    asked, settled = {"1": [], "asked": ["a"]}, {"1": []}
    assert is_same(asked, settled)
    assert not is_same(settled, asked)
    assert not is_same(asked, {"1": [], "asked": ["a", "b"]})
