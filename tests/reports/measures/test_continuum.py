"""Passages laid on a line: joined where they touch, matched, and the figures of boundaries worked by hand."""

from typing import Any

import numpy as np
import pytest

from reports.measures import SPAN_MEASURES, NotEstimable, SpanMeasure
from reports.measures.alpha_u import alpha_u
from reports.measures.character_f1 import character_f1
from reports.measures.continuum import Continuum, lay_out
from reports.measures.f1_iou import f1_iou

ALL = pytest.mark.parametrize("measure", SPAN_MEASURES, ids=lambda measure: measure.name)
TEN = [(0, 10, 20), (0, 40, 50), (1, 0, 8)]  # in two documents of 100


def line(*coders: list[tuple[int, int, int]], lengths: tuple[int, ...] = (100, 100)) -> Continuum:
    return lay_out(lengths, coders)


def spans(continuum: Continuum) -> list[tuple[int, int]]:
    marked = continuum.coders[0]
    return list(zip(marked.starts.tolist(), marked.ends.tolist(), strict=True))


def test_overlapping_passages_of_one_coder_are_one_and_touching_ones_two() -> None:
    assert spans(line([(0, 4, 9), (0, 0, 5), (0, 7, 12), (0, 8, 9), (0, 12, 15)])) == [(0, 12), (12, 15)]


def test_passages_of_two_documents_are_never_joined() -> None:
    assert spans(line([(0, 90, 100), (1, 0, 10)])) == [(90, 100), (100, 110)]


@pytest.mark.parametrize("span", [(0, 5, 5), (0, -1, 4), (1, 90, 101), (0, 8, 3)])
def test_passages_outside_their_document_are_refused(span: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="outside its document"):
        line([span])


@ALL
def test_same_passages_agree_fully(measure: SpanMeasure) -> None:
    assert measure.compute(line(TEN, TEN)) == 1


@ALL
def test_order_of_coders_does_not_matter(measure: SpanMeasure) -> None:
    other = [(0, 15, 30), (1, 2, 4), (1, 50, 60)]
    assert measure.compute(line(TEN, other)) == pytest.approx(measure.compute(line(other, TEN)), abs=1e-12)


@ALL
@pytest.mark.parametrize(
    ("continuum", "words"),
    [
        (line([], []), "no passage has it"),
        (line(TEN), "no text was read by two coders"),
        (lay_out([], [[], []]), "no text was read by two coders"),
    ],
)
def test_nothing_to_compare_is_not_estimable(measure: SpanMeasure, continuum: Continuum, words: str) -> None:
    with pytest.raises(NotEstimable, match=words):
        measure.compute(continuum)


def test_one_character_of_text_cannot_lie_otherwise() -> None:
    with pytest.raises(NotEstimable, match="could not lie otherwise"):
        alpha_u(line([(0, 0, 1)], [(0, 0, 1)], lengths=(1,)))


def test_passages_match_from_one_half_on() -> None:
    """10 to 20 and 15 to 20 share 5 of 10; 40 to 50 and 46 to 51 share 4 of 11; 2 of 6 match."""
    assert f1_iou(line(TEN, [(0, 15, 20), (0, 46, 51), (1, 30, 40)])) == pytest.approx(2 / 6, abs=1e-12)


def test_two_halves_match_the_whole_once() -> None:
    halves = lay_out([10], [[(0, 0, 8)], [(0, 0, 4), (0, 4, 8)]])
    assert f1_iou(halves) == pytest.approx(2 / 3, abs=1e-12)


def test_characters_that_both_mark() -> None:
    """28 and 12 characters, 7 of them in common."""
    assert character_f1(line(TEN, [(0, 15, 22), (1, 6, 11)])) == pytest.approx(2 * 7 / 40, abs=1e-12)


def test_three_coders_are_all_pairs() -> None:
    other = [(0, 10, 20)]
    assert character_f1(line(TEN, TEN, other)) == pytest.approx(2 * (28 + 10 + 10) / (56 + 38 + 38), abs=1e-12)


@ALL
def test_documents_taken_twice_are_as_if_there_were_two(measure: SpanMeasure) -> None:
    """Each draw of the bootstrap is the figure of a corpus with just these documents."""
    ada, ben = [(0, 3, 9), (1, 5, 25), (2, 0, 4)], [(0, 4, 12), (1, 5, 20), (1, 30, 33)]
    sizes = [40, 50, 30]
    found = measure.compute_many(lay_out(sizes, [ada, ben]), np.array([[2.0, 0.0, 1.0], [1.0, 1.0, 1.0]]))
    twice = [[(place, start, end) for place, old in enumerate((0, 0, 2)) for document, start, end in spans
              if document == old] for spans in (ada, ben)]  # fmt: skip
    assert found[0] == pytest.approx(measure.compute(lay_out([40, 40, 30], twice)), abs=1e-9)
    assert found[1] == pytest.approx(measure.compute(lay_out(sizes, [ada, ben])), abs=1e-9)


def marks(continuum: Continuum) -> np.ndarray:
    """Coders × characters, 1 where marked."""
    found = np.zeros((len(continuum.coders), int(continuum.lengths.sum())), dtype=int)
    for row, marked in zip(found, continuum.coders, strict=True):
        for start, end in zip(marked.starts, marked.ends, strict=True):
            row[start:end] = 1
    return found


@pytest.mark.parametrize("seed", range(20))
def test_random_passages_equal_a_count_of_single_characters(seed: int) -> None:
    draw = np.random.default_rng(seed)
    coders = [
        [
            (document, start, start + int(draw.integers(1, 12)))
            for document in range(2)
            for start in draw.integers(80, size=6)
        ]
        for _coder in range(2)
    ]
    continuum = line(*[[(d, int(a), int(b)) for d, a, b in each] for each in coders])
    one, other = marks(continuum)
    assert character_f1(continuum) == pytest.approx(2 * (one & other).sum() / (one.sum() + other.sum()), abs=1e-12)
    assert 0 <= f1_iou(continuum) <= 1
    assert alpha_u(continuum) <= 1


def literally(continuum: Continuum, step: int) -> float:
    """The formulas of 2004, p. 254, section by section in plain Python, of one document."""
    size, m = int(continuum.lengths.sum()), len(continuum.coders)
    sections = [sections_of(row, size) for row in continuum.coders]
    apart = sum(squared(a, b) for i in range(m) for j in range(m) if i != j for a in sections[i] for b in sections[j])
    units = [end - begin for row in sections for begin, end, is_unit in row if is_unit]
    gaps = [end - begin for row in sections for begin, end, is_unit in row if not is_unit]
    chance = 0.0
    for each in units:
        chance += (len(units) - 1) / 3 * (2 * each**3 - 3 * each**2 * step + each * step**2)
        chance += each**2 * sum(gap - each + step for gap in gaps if gap >= each)
    expected = 2 / size * chance / (m * size * (m * size - step) - sum(each * (each - step) for each in units))
    return 1 - apart / (m * (m - 1) * size**2) / expected


def sections_of(marked: Any, size: int) -> list[tuple[int, int, bool]]:
    found, here = [], 0
    for start, end in zip(marked.starts.tolist(), marked.ends.tolist(), strict=True):
        found += [(here, start, False)] if start > here else []
        found, here = [*found, (start, end, True)], end
    return [*found, (here, size, False)] if size > here else found


def squared(a: tuple[int, int, bool], b: tuple[int, int, bool]) -> int:
    """δ²: of two units that overlap, and of a unit within what the other coder left."""
    if a[2] and b[2]:
        return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 if a[0] < b[1] and b[0] < a[1] else 0
    unit, gap = (a, b) if a[2] else (b, a)
    return (unit[1] - unit[0]) ** 2 if a[2] != b[2] and gap[0] <= unit[0] and unit[1] <= gap[1] else 0


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("step", [0, 1])
def test_random_passages_equal_the_formula_section_by_section(seed: int, step: int) -> None:
    draw = np.random.default_rng(seed)
    coders = [
        [(0, start, min(start + int(draw.integers(1, 15)), 90)) for start in map(int, draw.integers(85, size=5))]
        for _coder in range(2 + seed % 3)
    ]
    continuum = line(*coders, lengths=(90,))
    assert alpha_u(continuum, step=step) == pytest.approx(literally(continuum, step), abs=1e-9)
