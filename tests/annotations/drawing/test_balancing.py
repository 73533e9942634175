"""Who gets what: exactly so many different coders, loads as even as the heaviest document lets them be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.drawing.balancing import Piece, TooFewCoders, balance

LOADS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 40)), min_size=1, max_size=40)


def loads_of(pieces, given_, coders):
    return {coder: sum(each.load for each in pieces if coder in given_[each.id]) for coder in coders}


@settings(max_examples=60)
@given(LOADS, st.integers(1, 7), st.integers(1, 7), st.integers(0, 10**6), st.lists(st.booleans(), max_size=40))
def test_each_piece_has_its_coders_and_loads_differ_by_one_piece_at_most(loads, n_coders, k, seed, more):
    coders, k = range(100, 100 + n_coders), min(k, n_coders)
    doubled = dict(enumerate(more))
    pieces = [
        Piece(i, (stratum, 0), load, min(k + doubled.get(i, False), n_coders))
        for i, (stratum, load) in enumerate(loads)
    ]
    found = balance(pieces, coders, seed)
    assert all(len(set(found[each.id])) == each.coders == len(found[each.id]) for each in pieces)
    heaviest = max(each.load for each in pieces)
    whole = loads_of(pieces, found, coders)
    assert max(whole.values()) - min(whole.values()) <= heaviest
    for stratum in {each.stratum for each in pieces}:
        inside = loads_of([each for each in pieces if each.stratum == stratum], found, coders)
        assert max(inside.values()) - min(inside.values()) <= 2 * heaviest
    assert found == balance(reversed(pieces), list(coders), seed)


def test_who_has_a_piece_counts_and_who_is_barred_gets_it_never():
    piece = Piece(1, (0, 0), 5, 3, had_by={7}, barred={8})
    assert balance([piece], [7, 8, 9, 10], 1) == {1: (9, 10)}


def test_more_coders_than_are_needed_have_it_already():
    assert balance([Piece(1, (0, 0), 5, 1, had_by={7, 8})], [7, 8, 9], 1) == {1: ()}


def test_who_has_much_to_read_already_gets_less():
    pieces = [Piece(i, (0, 0), 1, 1) for i in range(10)]
    found = balance(pieces, [1, 2], 5, loads={1: 6})
    assert list(found.values()).count((1,)) == 2


def test_too_few_coders_are_refused():
    with pytest.raises(TooFewCoders):
        balance([Piece(1, (0, 0), 5, 3)], [1, 2], 1)


def test_seeds_decide_who_gets_what():
    pieces = [Piece(i, (0, 0), 1, 1) for i in range(12)]
    assert len({tuple(balance(pieces, [1, 2, 3], seed).values()) for seed in range(10)}) > 1
