"""The same seed, the same order; every order about as often as any other."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotations.drawing.shuffling import shuffled


def test_a_seed_decides_the_order_for_ever():
    """Written down once: another Python must not draw anything else."""
    assert shuffled(range(1, 9), 2026, "documents") == [3, 5, 2, 4, 1, 8, 7, 6]


@given(st.lists(st.integers(1, 10**12), unique=True, max_size=30), st.integers(0, 2**31), st.randoms())
def test_the_order_holds_every_id_once_however_they_came(ids, seed, random):
    found = shuffled(ids, seed, "x")
    random.shuffle(ids)
    assert found == shuffled(ids, seed, "x")
    assert sorted(found) == sorted(ids)


def test_each_id_comes_first_equally_often():
    first = Counter(shuffled(range(5), seed, "x")[0] for seed in range(2000))
    assert all(abs(first[each] - 400) < 100 for each in range(5))  # 100 is 5.6 standard deviations; seeds are fixed
