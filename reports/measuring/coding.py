"""The figures of coded units: of each value, of values as categories, of sets of values, of pairs, against a key."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import Any

from reports.measures import AGAINST_KEY, MEASURES, SET_MEASURES
from reports.measures.ac1 import AC1, ac1, ac1_many
from reports.measures.alpha import ALPHA
from reports.measures.base import Ratings
from reports.measures.f1 import F1
from reports.measures.fleiss import FLEISS
from reports.measures.kappa import KAPPA
from reports.measures.percent import PERCENT
from reports.measuring.figures import Drawing
from reports.measuring.grid import Grid, grid
from reports.measuring.reading import Coded

UNIT = "as in the column unit; when it has a value, whoever made the file decided"
NONE = ""  # the category of an answer without any value
NO, YES = {"0", "0.0"}, {"1", "1.0"}


def measure(coded: Coded, drawing: Drawing, key: str | None = None) -> dict[str, Any]:
    """All figures that these units have; those they cannot have are in `not_available`, with the reason."""
    answers, values = grid(list(coded.documents.values())), values_of(coded)
    is_single = all(len(value) < 2 for value in _answers(coded))
    found: dict[str, Any] = {
        "coders": coded.coders,
        "documents": len(coded.documents) if coded.has_documents else None,
        "units": int(answers.units.sum()),
        "unit": UNIT,
        "compared": sum(n for row, n in answers.ratings(as_set).items() if _is_compared(row)),
        "themes": _themes(answers, values, coded.coders, drawing),
    }
    if is_single and len(values) > 1:
        found["categories"] = _categories(answers, coded.coders, drawing)
    if not is_single:
        [figures] = drawing.figures(SET_MEASURES, answers, [as_set])
        found["sets"] = {"figures": figures, "empty_set": "∅ to ∅ is 0, ∅ to any other set is 1"}
    if len(coded.coders) > 2:
        found["pairs"] = list(_pairs(answers, values, coded.coders))
    if key is not None:
        found["against_key"] = list(_against_key(answers, values, coded.coders, key, drawing))
    return found | {"not_available": list(_missing(coded, found))}


def values_of(coded: Coded) -> list[str]:
    """The values that were given, in order; of 0 and 1 only the 1, which is a theme that is there."""
    found = {value for given in _answers(coded) for value in given}
    is_theme = bool(found) and found <= NO | YES
    return sorted(found & YES or {"1"}) if is_theme else sorted(found)


def with_value(value: str, given: frozenset[str] | None) -> int | None:
    """1 or 0 of one theme, None where missing."""
    return None if given is None else int(value in given)


def as_category(given: frozenset[str] | None) -> str | None:
    """The one value given, NONE for none, None where missing."""
    return None if given is None else next(iter(given), NONE)


def as_set(given: frozenset[str] | None) -> frozenset[str] | None:
    """The values given, as they are."""
    return given


def _answers(coded: Coded) -> set[frozenset[str]]:
    rows = (row for ratings in coded.documents.values() for row in ratings)
    return {value for row in rows for value in row if isinstance(value, frozenset)}


def _is_compared(row: Iterable[object]) -> bool:
    return sum(value is not None for value in row) > 1


def _themes(answers: Grid, values: list[str], coders: list[str], drawing: Drawing) -> list[dict[str, Any]]:
    """Of each value by itself; one coder alone has the measures of two, with the reason why there is none."""
    fits = [each for each in MEASURES if each.suits(max(len(coders), 2))]
    told = [partial(with_value, value) for value in values]
    return [
        {"value": value, **_counts(answers.ratings(change), coders), "figures": figures}
        for value, change, figures in zip(values, told, drawing.figures(fits, answers, told), strict=True)
    ]


def _counts(ratings: Ratings, coders: list[str]) -> dict[str, Any]:
    """Of the units that two or more answered: how many, by whom the theme was given, by all, and where they differ."""
    rows = [([value for value in row if value is not None], row, n) for row, n in ratings.items() if _is_compared(row)]
    return {
        "units": sum(n for _values, _row, n in rows),
        "given": {coder: sum(n for _values, row, n in rows if row[place]) for place, coder in enumerate(coders)},
        "all": sum(n for values, _row, n in rows if all(values)),
        "differ": sum(n for values, _row, n in rows if any(values) and not all(values)),
    }


def _categories(answers: Grid, coders: list[str], drawing: Drawing) -> dict[str, Any]:
    """The values as categories of one variable; AC1 takes those that were given for all there are."""
    ratings = answers.ratings(as_category)
    values = sorted({value for row in ratings for value in row if isinstance(value, str)})
    q = max(len(values), 2)
    of_all = replace(AC1, compute=partial(ac1, categories=q), compute_many=partial(ac1_many, categories=q))
    fits = [each for each in (PERCENT, ALPHA, KAPPA, FLEISS, of_all) if each.suits(max(len(coders), 2))]
    [figures] = drawing.figures(fits, answers, [as_category])
    return {"values": values, "figures": figures, "confusion": _confusion(ratings, len(coders))}


def _confusion(ratings: Ratings, n_coders: int) -> list[dict[str, Any]]:
    """How often one coder gave a value where another gave a value, over all pairs in the order of the coders."""
    counts: Counter[tuple[Any, Any]] = Counter()
    for row, n in ratings.items():
        for one, other in combinations(range(n_coders), 2):
            if row[one] is not None and row[other] is not None:
                counts[row[one], row[other]] += n
    return [{"one": one, "other": other, "units": n} for (one, other), n in sorted(counts.items())]


def _pairs(answers: Grid, values: list[str], coders: list[str]) -> Iterable[dict[str, Any]]:
    """Of each two coders and each value, without intervals."""
    for one, other in combinations(range(len(coders)), 2):
        names = [coders[one], coders[other]]
        for value in values:
            ratings = answers.of(one, other).ratings(partial(with_value, value))
            found = {"coders": names, "value": value, "units": _counts(ratings, names)["units"]}
            yield found | {each.name: Drawing.plain(each, ratings) for each in (PERCENT, ALPHA, KAPPA, F1)}


def _against_key(
    answers: Grid, values: list[str], coders: list[str], key: str, drawing: Drawing
) -> Iterable[dict[str, Any]]:
    """Of each coder but the key and each value: precision, recall, F1."""
    told = [partial(with_value, value) for value in values]
    for place, coder in enumerate(coders):
        if coder != key:
            both = answers.of(coders.index(key), place)
            for value, found in zip(values, drawing.figures([*AGAINST_KEY, F1], both, told), strict=True):
                yield {"coder": coder, "value": value, "figures": found}


def _missing(coded: Coded, found: dict[str, Any]) -> Iterable[dict[str, str]]:
    """What cannot be had from this file, and why."""
    if not found["themes"]:
        yield _lack("any figure of units", "no value was given")
    elif not found["compared"]:
        yield _lack("any figure of units", "no unit was answered by two coders")
    if not coded.has_documents:
        yield _lack("intervals that speak of documents like these", "there is no column document")
    if "categories" not in found and found["themes"]:
        few = len(_answers(coded)) < 2
        yield _lack("the values as categories", "only one is given" if few else _why_no_categories(found))
    if "sets" not in found:
        yield _lack("alpha of sets", "no unit has several values")
    for each in (KAPPA, FLEISS):
        if not each.suits(max(len(coded.coders), 2)):
            yield _lack(str(each.title), f"it is for {'two coders' if each is KAPPA else 'three coders or more'}")
    if "against_key" not in found:
        yield _lack("precision, recall", "no coder is named as the key (--key)")
    yield _lack("unitizing alpha, F1 of passages and of characters", "they need the columns start, end and length")


def _why_no_categories(found: dict[str, Any]) -> str:
    return "some units have several values" if "sets" in found else "the values are 0 and 1, one theme"


def _lack(figure: str, reason: str) -> dict[str, str]:
    return {"figure": figure, "reason": reason}
