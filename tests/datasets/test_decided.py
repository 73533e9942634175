"""What was decided leaves only where it is named, and says what the decisions say; figures of people never change."""

import csv
import io
from collections import defaultdict

import pytest
from django.core.management import call_command
from django.test import Client

from annotations.actions import deciding
from annotations.models import Assignment, Decision
from annotations.text.units import words
from projects.models import Coder
from tests.annotations.deciding import cells, decide, verdict
from tests.annotations.people import paragraphs

THEMES = ("opening-up", "trade", "self-reliance", "bri", "security")


@pytest.fixture
def decided(handed_in: Assignment, sam) -> Assignment:
    """ada's opening-up is not accepted, trade is, agreed security is overridden, and Belt and Road is added."""
    only, other, agreed = cells(handed_in)
    decide(handed_in, verdict(only, "no"), verdict(other, "yes"), verdict(agreed, "no", "No."), actor=sam)
    added = deciding.Verdict(paragraphs(handed_in)[0].pk, 2, "bri", "yes", "It is named.", 0)
    decide(handed_in, added, actor=sam)
    return handed_in


def exported(path, *options: str) -> list[dict[str, str]]:
    call_command("export_dataset", "--project", "openness", "--format", "csv", "--output", str(path), *options)
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def recount(work: Assignment) -> dict[tuple[int, int], set[str]]:
    """Themes by (ordinal, unit) as the cells say: agreed and not overridden, or decided yes."""
    slugs = dict(work.round.project.themes.values_list("pk", "slug"))
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    rulings = {(d.paragraph_id, d.unit, d.theme_id): d.outcome for d in Decision.objects.all()}
    for cell in cells(work):
        if rulings.get(cell.key, "yes" if cell.kind == "agreed" else "no") == "yes":
            found[cell.ordinal, cell.unit].add(slugs[cell.theme])
    return found


def test_the_units_of_decided_are_the_decisions(decided, tmp_path):
    rows = exported(tmp_path / "units.csv", "--table", "units", "--coders", "decided")
    given = {(int(row["paragraph"]), int(row["unit"])): {each for each in THEMES if row[each] == "1"} for row in rows}
    units = {(each.ordinal, unit) for each in paragraphs(decided) for unit in range(each.n_sentences)}
    assert given == {place: recount(decided).get(place, set()) for place in units}
    assert {row["coder"] for row in rows} == {"decided"}


def test_the_passages_of_decided_give_the_same_units(decided, tmp_path):
    rows = exported(tmp_path / "passages.csv", "--coders", "decided")
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    texts = {each.ordinal: each for each in paragraphs(decided)}
    for row in rows:
        place = texts[int(row["paragraph"])]
        start, end = int(row["start"]), int(row["end"])
        assert place.text[start:end] == row["quote"]
        for unit, (first, last) in enumerate(place.sentences):
            inside = [a for a, b in words(place.text[first:last]) if start <= a + first and b + first <= end]
            if inside:
                found[int(row["paragraph"]), unit].add(row["theme"])
    assert found == recount(decided)


@pytest.mark.parametrize("table", ["passages", "units"])
def test_decided_stands_in_no_export_that_does_not_name_it(decided, tmp_path, table):
    rows = exported(tmp_path / "all.csv", "--table", table)
    assert "decided" not in {row["coder"] for row in rows}
    named = exported(tmp_path / "named.csv", "--table", table, "--coders", "ada,decided")
    assert len({row["coder"] for row in named}) == 2


def test_decided_is_offered_as_a_coder(client: Client, decided, sam):
    client.force_login(sam)
    coder = Coder.objects.get(kind="decided").pk
    assert f'<option value="{coder}">decided</option>' in client.get("/projects/openness/exports/").text


@pytest.mark.parametrize("place", ["coverage", "agreement"])
def test_figures_are_the_same_before_and_after_deciding(client: Client, handed_in, sam, place):
    client.force_login(sam)
    address = f"/projects/openness/{place}/"

    def figures() -> list[str]:
        text = client.get(address, {"round": handed_in.round_id}).text
        return [line for line in text.splitlines() if "<td" in line]

    before = figures()
    for cell in cells(handed_in):
        decide(handed_in, verdict(cell, "no", "No."), actor=sam)
    assert figures() == before != []
