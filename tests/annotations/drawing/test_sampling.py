"""Samples within strata: proportional, and as often as their probabilities say."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.drawing.sampling import allocate, draw, part

STRATA = st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 30)), st.integers(1, 60), min_size=1, max_size=8)


@settings(max_examples=60)
@given(STRATA, st.integers(1, 300))
def test_strata_get_their_share_within_one_and_at_least_one(sizes, number):
    whole = sum(sizes.values())
    wanted = allocate(sizes, number)
    shares = {stratum: min(number, whole) * size / whole for stratum, size in sizes.items()}
    assert all(1 <= wanted[stratum] <= sizes[stratum] for stratum in sizes)
    assert all(wanted[stratum] == 1 or abs(wanted[stratum] - shares[stratum]) < 1 for stratum in sizes)
    lifted = sum(1 for stratum in sizes if shares[stratum] < 1)
    assert min(number, whole) <= sum(wanted.values()) <= min(number, whole) + lifted


@settings(max_examples=30)
@given(STRATA, st.integers(1, 100), st.integers(0, 10**6))
def test_what_is_drawn_is_of_the_stratum_and_the_same_again(sizes, number, seed):
    strata = {each: list(range(100 * i, 100 * i + size)) for i, (each, size) in enumerate(sorted(sizes.items()))}
    sample = draw(strata, number, seed, "x")
    for stratum, ids in strata.items():
        assert len(sample.ids & set(ids)) == round(sample.probabilities[stratum] * len(ids))
    assert sample == draw(dict(reversed(strata.items())), number, seed, "x")


def test_each_id_is_drawn_as_often_as_its_probability_says():
    """1,000 fixed seeds; 0.08 is more than five standard deviations of each count."""
    strata = {(1, 2020): range(10), (2, 2020): range(10, 40), (2, 0): range(40, 42)}
    samples = [draw(strata, 14, seed, "paragraphs") for seed in range(1000)]
    drawn = Counter(each for sample in samples for each in sample.ids)
    assert {tuple(sample.probabilities.items()) for sample in samples} == {
        (((1, 2020), 0.3), ((2, 0), 0.5), ((2, 2020), 1 / 3))
    }
    for stratum, ids in strata.items():
        assert all(abs(drawn[each] / 1000 - samples[0].probabilities[stratum]) < 0.08 for each in ids)


def test_a_share_is_rounded_half_up_and_never_to_nothing():
    assert [part(10, 0.25), part(3, 0.01), part(0, 0.5), part(7, 1.0)] == [3, 1, 0, 7]
