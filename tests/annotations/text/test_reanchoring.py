"""Passages follow a corrected text exactly, or say that they do not: never onto other words."""

import os

from annotations.text.reanchoring import DOUBTFUL, EXACT, GONE, Anchored, reanchor
from tests.annotations.text.revising import Generator

RUNS = 1000 if os.environ.get("TIFA_SOAK") else 50
SPANS = 200  # a revision

FIRST = "Opening up is a clear hallmark of the modernization of this country and of its trade."
SECOND = "Solid strides have been made in building a strong trading nation over the last ten years."
THIRD = "It has been proven in practice that opening the door leads to progress for everybody."


def _one(old: list[str], new: list[str], quote: str) -> Anchored:
    index = next(index for index, text in enumerate(old) if quote in text)
    start = old[index].index(quote)
    [found] = reanchor(old, new, [(index, start, start + len(quote))])
    return found


def _words(new: list[str], found: Anchored) -> str:
    index, start, end = found.place or (0, 0, 0)
    return new[index][start:end]


def test_ten_thousand_passages_over_random_revisions() -> None:
    n_unchanged = n_listed = 0
    for seed in range(RUNS):
        generator = Generator(seed)
        revised = generator.revised(60, 10)
        (old, new), truth = revised.texts, revised.truth()
        spans = generator.spans(revised, SPANS)
        found = dict(zip(spans, reanchor(old, new, spans), strict=True))
        unchanged = [span for span in spans if truth.is_unchanged(span)]
        assert [span for span in unchanged if found[span].place != truth.of(span) or found[span].why] == []
        exact = {span: each.place for span, each in found.items() if each.outcome == EXACT}
        assert [span for span, place in exact.items() if not place or not truth.is_right(span, place)] == []
        assert len(set(exact.values())) == len(exact)
        n_unchanged += len(unchanged)
        n_listed += sum(found[span].outcome in {DOUBTFUL, GONE} for span in spans)
    assert n_unchanged > RUNS * SPANS / 2
    assert n_listed > RUNS * SPANS / 20


def test_an_unchanged_text_moves_exactly() -> None:
    old = [FIRST, "Trade", SECOND, "Trade", "* * *", "* * *", THIRD]
    spans = [(index, 0, len(text)) for index, text in enumerate(old)]
    assert reanchor(old, old, spans) == [Anchored(EXACT, span, 1.0) for span in spans]


def test_a_word_that_was_put_before_moves_what_follows() -> None:
    new = [f"Today, {FIRST}"]
    assert _one([FIRST], new, "clear hallmark") == Anchored(EXACT, (0, 23, 37), 1.0)


def test_a_paragraph_that_was_moved_is_found() -> None:
    assert _one([FIRST, SECOND, THIRD], [THIRD, FIRST, SECOND], "proven in practice").place == (0, 12, 30)


def test_a_paragraph_that_was_cut_in_two_is_found_in_both() -> None:
    old, new = [f"{FIRST} {SECOND}", THIRD], [FIRST, SECOND, THIRD]
    assert _one(old, new, "Solid strides").place == (1, 0, 13)
    assert _one(old, new, "trade. Solid").outcome == DOUBTFUL


def test_a_word_that_was_corrected_is_doubtful() -> None:
    old = [f"{SECOND} {FIRST}"]
    new = [old[0].replace("hallmark", "hall-mark")]
    found = _one(old, new, "a clear hallmark of")
    assert (found.outcome, found.why, _words(new, found)) == (DOUBTFUL, "words", "a clear hall-mark of")
    assert 0.6 < found.score < 1


def test_part_of_a_longer_word_is_never_taken() -> None:
    found = _one([FIRST], [FIRST.replace("its trade", "its traders")], "trade")
    assert found.outcome != EXACT


def test_the_same_words_somewhere_else_are_doubtful() -> None:
    new = ["Nobody knows what is a clear hallmark these days, says the author.", SECOND]
    found = _one([FIRST, SECOND], new, "clear hallmark")
    assert (found.outcome, found.why, _words(new, found)) == (DOUBTFUL, "apart", "clear hallmark")


def test_one_of_two_equal_paragraphs_that_was_taken_out_is_doubtful() -> None:
    old, new = [FIRST, SECOND, SECOND, THIRD], [FIRST, SECOND, THIRD]
    assert [found.outcome for found in reanchor(old, new, [(1, 0, 5), (2, 0, 5)])] == [DOUBTFUL, DOUBTFUL]


def test_a_repeated_word_belongs_to_nobody() -> None:
    new = [FIRST.replace("clear", "clear clear")]
    assert _one([FIRST], new, "clear").why == "places"


def test_what_was_taken_out_is_gone() -> None:
    assert _one([FIRST, SECOND], [FIRST], "Solid strides have been made") == Anchored(GONE)


def test_chinese_is_compared_by_its_characters() -> None:
    old = "加快构建以国内大循环为主体、国内国际双循环相互促进的新发展格局，是重大战略部署。"
    new = old.replace("加快", "现在要加快")
    assert _one([old], [new], "新发展格局").place == (0, new.index("新发展格局"), new.index("新发展格局") + 5)
