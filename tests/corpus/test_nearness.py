"""Texts that are nearly the same share bands; how much they are alike is counted."""

import random

import pytest

from corpus import nearness
from corpus.nearness import BANDS, bands, likeness

WORDS = [
    f"{a}{b}" for a in ("trade", "port", "reform", "open", "secur", "plan") for b in ("ing", "ed", "s", "er", "ly")
]


def text(seed: int, n: int = 400) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(1000)) for _ in range(n))


def changed(old: str, share: float, seed: int) -> str:
    """Some of its words are others."""
    chance = random.Random(seed)
    return " ".join("other" + str(chance.random()) if chance.random() < share else word for word in old.split())


def test_the_same_words_are_alike_whatever_stands_between_them():
    assert likeness("Opening up, trade!", "opening  up\n\ntrade") == 1.0
    assert bands("Opening up, trade!") == bands("opening  up\n\ntrade")


def test_likeness_is_the_share_of_common_runs_of_eight():
    assert likeness("abcdefghi", "abcdefghj") == 1 / 3  # abcdefgh of abcdefgh, bcdefghi, bcdefghj
    assert likeness("abcdefghi", "zzzzzzzzz") == 0.0


@pytest.mark.parametrize("short", ["", "short", "—!?", "七个字都没有"])
def test_text_of_fewer_letters_has_no_bands_and_is_like_nothing(short):
    assert (bands(short), likeness(short, short)) == ([], 0.0)


def test_bands_are_as_many_numbers_as_a_database_keeps():
    found = bands(text(1))
    assert len(found) == BANDS
    assert all(-(2**63) <= each < 2**63 for each in found)


@pytest.mark.parametrize("n", [3, 40, 2000])
def test_nearly_the_same_texts_share_two_bands(n):
    pairs = [(old := text(seed, n), changed(old, 0.02, seed)) for seed in range(100)]
    near = [(one, other) for one, other in pairs if likeness(one, other) >= nearness.NEAR]
    missed = [likeness(one, other) for one, other in near if len({*bands(one)} & {*bands(other)}) < 2]
    assert len(near) > 50
    assert len(missed) <= 2


def test_texts_of_the_same_words_in_another_order_seldom_share_a_band():
    found = [bands(text(seed)) for seed in range(60)]
    assert sum(bool({*one} & {*other}) for one in found for other in found) == 60  # each with itself


def test_chinese_is_compared_by_its_characters():
    old = (
        "双循环新发展格局以国内大循环为主体，国内国际双循环相互促进。" * 3
        + "扩大高水平对外开放，推动贸易和投资自由化便利化。"
    )
    assert likeness(old, old.replace("便利化", "便利")) > nearness.NEAR
