"""The figures in lines of text, one a figure."""

from collections.abc import Iterator, Mapping
from typing import Any

from reports.bootstrap import Resampled, Verdict
from reports.measures import AGAINST_KEY, MEASURES, SET_MEASURES, SPAN_MEASURES

TITLES = {each.name: each.title for each in (*MEASURES, *AGAINST_KEY, *SET_MEASURES, *SPAN_MEASURES)}


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """All that was found, in the order of reading."""
    yield _what(found)
    yield from _drawn(found)
    for theme in found["themes"]:
        yield f"\n{theme['value']}: {_counted(theme)}"
        yield from _figures(theme["figures"])
    if "all" in found:
        yield "\nAll values together"
        yield from _figures(found["all"])
    if "categories" in found:
        yield f"\nThe values as categories: {', '.join(value or 'none' for value in found['categories']['values'])}"
        yield from _figures(found["categories"]["figures"])
    if "sets" in found:
        yield f"\nSets of values ({found['sets']['empty_set']})"
        yield from _figures(found["sets"]["figures"])
    yield from _pairs(found)
    for each in found.get("against_key", []):
        yield f"\n{each['coder']} against the key, {each['value']}"
        yield from _figures(each["figures"])
    yield "\nNot available"
    yield from (f"  {each['figure']}: {each['reason']}" for each in found["not_available"])


def _drawn(found: Mapping[str, Any]) -> Iterator[str]:
    """How the intervals came about, once for each way there was."""
    tables = [theme["figures"] for theme in found["themes"]]
    tables += [found[name]["figures"] for name in ("categories", "sets") if name in found]
    intervals = [figure["interval"] for table in tables for figure in table.values() if figure["interval"]]
    for way in dict.fromkeys(each["resampled"] for each in intervals if each["low"] is not None):
        yield f"95 % intervals, percentile bootstrap, {intervals[0]['draws']} draws: {Resampled(way).label}."


def _what(found: Mapping[str, Any]) -> str:
    documents = "" if found["documents"] is None else f", documents: {found['documents']}"
    coders = f"coders: {', '.join(found['coders']) or 'none'}"
    if "characters" in found:
        return f"Characters: {found['characters']}{documents}, {coders}. {found['coefficient']}."
    counted = f"Units: {found['units']}, answered by two or more: {found['compared']}{documents}, {coders}."
    return f"{counted}\nUnit: {found['unit']}."


def _counted(theme: Mapping[str, Any]) -> str:
    by_coder = ", ".join(f"{coder} {n}" for coder, n in (theme.get("given") or theme.get("passages") or {}).items())
    if "passages" in theme:
        return f"passages: {by_coder}"
    return f"units {theme['units']}, all give it {theme['all']}, they differ {theme['differ']}; {by_coder}"


def _figures(figures: Mapping[str, Any]) -> Iterator[str]:
    for name, figure in figures.items():
        yield f"  {TITLES[name]}: {_told(figure)}"


def _told(figure: Mapping[str, Any]) -> str:
    """ "0.743 [0.601, 0.862], tentative", or why there is none."""
    if figure["value"] is None:
        return f"not estimable, {figure['reason']}"
    value, interval = f"{figure['value'] + 0.0:.3f}", figure["interval"]
    if not interval:
        return value
    if interval["low"] is None:
        return f"{value}, no interval: {interval['reason']}"
    undefined = f", draws without a figure: {interval['undefined']}" if interval["undefined"] else ""
    verdict = f", {Verdict(interval['verdict']).label}" if interval["verdict"] else ""
    return f"{value} [{interval['low'] + 0.0:.3f}, {interval['high'] + 0.0:.3f}]{verdict}{undefined}"


def _pairs(found: Mapping[str, Any]) -> Iterator[str]:
    if found.get("pairs"):
        yield "\nPairs of coders"
    for each in found.get("pairs", []):
        told = ", ".join(f"{TITLES[name]} {_told(each[name])}" for name in ("percent", "alpha", "kappa", "f1"))
        yield f"  {' and '.join(each['coders'])}, {each['value']}, units {each['units']}: {told}"
