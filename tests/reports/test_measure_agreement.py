"""manage.py measure_agreement: published data in, published figures out; and words where there is no figure."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def run(path: Path, *args: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("measure_agreement", str(path), *args, stdout=out)
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


def measured(path: Path, *args: str) -> dict[str, Any]:
    status, text = run(path, *args, "--json")
    assert status == 0, text
    found: dict[str, Any] = json.loads(text.splitlines()[-1])
    return found


def file(path: Path, head: str, *rows: str) -> Path:
    name = path / "codings.csv"
    name.write_text("\n".join([head, *rows]), encoding="utf-8")
    return name


def units(path: Path, *coders: str, head: str = "unit,coder,value") -> Path:
    """One string a coder, one character a unit; "." is missing."""
    rows = [
        f"{unit},coder {place},{'' if value == '.' else value}"
        for place, coder in enumerate(coders)
        for unit, value in enumerate(coder.replace(" ", ""))
    ]
    return file(path, head, *rows)


def test_four_raters_with_gaps_have_the_published_figures(tmp_path: Path) -> None:
    """Gwet 2014: AC1 .775444, alpha .74342."""
    found = measured(units(tmp_path, "123321412...", "1233224125..", ".33323422513", "12332441251."))
    figures = found["categories"]["figures"]
    assert (found["units"], found["compared"], found["documents"]) == (12, 11, None)
    assert round(figures["alpha"]["value"], 5) == 0.74342
    assert round(figures["ac1"]["value"], 6) == 0.775444
    assert "kappa" not in figures
    assert len(found["pairs"]) == 6 * 5  # of two raters, five values


def test_two_observers_of_0_and_1_are_one_theme(tmp_path: Path) -> None:
    """Krippendorff 2011, section A: .095."""
    found = measured(units(tmp_path, "0100000010", "0110010100"))
    [theme] = found["themes"]
    assert (theme["value"], theme["given"], theme["all"], theme["differ"]) == ("1", {"coder 0": 2, "coder 1": 4}, 1, 4)
    assert round(theme["figures"]["alpha"]["value"], 6) == 0.095238
    assert {"figure": "Fleiss’ kappa", "reason": "it is for three coders or more"} in found["not_available"]


UNITIZED = ("i,225,295,c", "i,370,400,c", "i,180,240,k", "i,300,350,k", "j,220,300,c", "j,355,375,c", "j,400,420,c",
            "j,180,240,k", "j,300,350,k")  # fmt: skip


def test_passages_have_the_published_unitizing_alpha(tmp_path: Path) -> None:
    """Krippendorff 2004, p. 254: .7286 and 1; the continuum begins at 150."""
    path = file(tmp_path, "coder,start,end,value,length,begin", *(f"{row},300,150" for row in UNITIZED))
    found = measured(path)
    assert [round(theme["figures"]["alpha_u"]["value"], 4) for theme in found["themes"]] == [0.7286, 1]
    assert found["all"]["alpha_u"]["value"] == pytest.approx(0.8591, abs=0.0005)
    assert found["themes"][0]["figures"]["alpha_u"]["interval"]["low"] is None


def test_stretched_to_infinity(tmp_path: Path) -> None:
    """Krippendorff 1995, p. 57, A: .553."""
    rows = ("Bertha,2,10,A,24", "Bertha,14,20,A,24", "Bill,4,8,A,24", "Bill,15,17,A,24")
    found = measured(file(tmp_path, "coder,start,end,value,length", *rows), "--continuous")
    assert round(found["themes"][0]["figures"]["alpha_u"]["value"], 3) == 0.553


def test_documents_are_drawn_again_where_there_are_twenty(tmp_path: Path) -> None:
    rows = [
        f"{unit},{coder},{int((unit + (coder == 'ben') * (document % 7 == unit)) % 3 == 0)},doc {document}"
        for document in range(20) for unit in range(6) for coder in ("ada", "ben")
    ]  # fmt: skip
    [theme] = measured(file(tmp_path, "unit,coder,value,document", *rows))["themes"]
    interval = theme["figures"]["alpha"]["interval"]
    assert (interval["resampled"], interval["draws"]) == ("documents", 1000)
    assert interval["low"] < theme["figures"]["alpha"]["value"] < interval["high"]


def test_several_values_give_alpha_of_sets_and_a_lone_bar_is_an_answer(tmp_path: Path) -> None:
    rows = ["1,a,x|y", "1,b,x", "2,a,|", "2,b,|", "3,a,y", "3,b,", "4,a,x", "4,b,y"]
    found = measured(file(tmp_path, "unit,coder,value", *rows))
    assert found["compared"] == 3
    assert {theme["value"]: theme["all"] for theme in found["themes"]} == {"x": 1, "y": 0}
    assert set(found["sets"]["figures"]) == {"alpha_jaccard", "alpha_masi"}
    assert {"figure": "the values as categories", "reason": "some units have several values"} in found["not_available"]


def test_against_a_key_precision_and_recall(tmp_path: Path) -> None:
    found = measured(units(tmp_path, "1110000", "1100011"), "--key", "coder 0")
    [against] = found["against_key"]
    assert (against["coder"], against["figures"]["precision"]["value"]) == ("coder 1", 0.5)
    assert against["figures"]["recall"]["value"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("coders", "reason"),
    [
        (("0000", "0000"), "no unit has it"),
        (("1111", "1111"), "all units have it"),
        (("0101",), "no unit was answered by two coders"),
        (("01..", "..10"), "no unit was answered by two coders"),
    ],
)
def test_where_there_is_no_alpha_the_reason_stands(tmp_path: Path, coders: tuple[str, ...], reason: str) -> None:
    [theme] = measured(units(tmp_path, *coders))["themes"]
    assert (theme["figures"]["alpha"]["value"], theme["figures"]["alpha"]["reason"]) == (None, reason)
    assert theme["figures"]["alpha"]["interval"] is None


@pytest.mark.parametrize("rows", [(), ("1,a,", "1,b,")])
def test_nothing_answered_is_said_and_no_crash(tmp_path: Path, rows: tuple[str, ...]) -> None:
    found = measured(file(tmp_path, "unit,coder,value", *rows))
    assert found["themes"] == []
    assert found["not_available"][0] == {"figure": "any figure of units", "reason": "no value was given"}


def test_text_in_which_nothing_was_marked(tmp_path: Path) -> None:
    head, first = "coder,start,end,value,length,document", ("ada,0,5,x,50,one", "ben,2,6,x,50,one")
    shorter = measured(file(tmp_path, head, *first))
    longer = measured(file(tmp_path, head, *first, "ada,,,,50,two"))
    assert (shorter["characters"], longer["characters"], longer["documents"]) == (50, 100, 2)
    assert longer["themes"][0]["figures"]["f1_iou"] == shorter["themes"][0]["figures"]["f1_iou"]


def test_lines_for_people_say_the_same(tmp_path: Path) -> None:
    """Three times the ten units of Krippendorff 2011, so that there are ten disagreements."""
    status, text = run(units(tmp_path, "0100000010" * 3, "0110010100" * 3))
    assert status == 0
    assert "Units: 30, answered by two or more: 30, coders: coder 0, coder 1." in text
    assert "Krippendorff’s alpha: 0.063 [" in text
    assert "these documents only" in text
    assert "nan" not in text


@pytest.mark.parametrize(
    ("head", "rows", "words"),
    [
        ("a,b", ["1,2"], "The columns must be unit, coder, value (and document); or coder, start, end, value, length"),
        ("unit,coder,value", ["1,a,x", "1,a,y"], "Line 3: a answered unit 1 in line 2; join values by |."),
        ("unit,coder,value", [",a,x"], "Line 2: the unit or the coder is empty."),
        ("unit,coder,value", ['1,a,"x'], "Line 2: unexpected end of data."),
        ("coder,start,end,value,length", ["a,5,3,x,10"], "Line 2: from 5 to 3 is empty, or outside the text"),
        ("coder,start,end,value,length", ["a,5,11,x,10"], "Line 2: from 5 to 11 is empty, or outside the text"),
        ("coder,start,end,value,length", ["a,x,3,x,10"], "Line 2: start and end must be whole numbers"),
        (
            "coder,start,end,value,length",
            ["a,1,3,x,9999999999"],
            "Line 2: the length of the text is no whole number above",
        ),
        ("coder,start,end,value,length", ["a,1,3,x,0"], "Line 2: the length of the text is no whole number above 0."),
        (
            "coder,start,end,value,length",
            ["a,1,3,x,9", "b,1,3,x,8"],
            "Line 3: the text has another length than before.",
        ),
    ],
)
def test_faults_are_named_by_line(tmp_path: Path, head: str, rows: list[str], words: str) -> None:
    status, text = run(file(tmp_path, head, *rows))
    assert status == 1
    assert text.startswith(words)


def test_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_bytes(b"unit,coder,value\n1,a,\xff\n")
    assert run(path) == (1, "The file is not UTF-8: byte 22 cannot be read.")


@pytest.mark.parametrize("args", [("--key", "nobody"), ()])
def test_what_is_not_there_is_usage(tmp_path: Path, args: tuple[str, ...]) -> None:
    path = units(tmp_path, "01", "01") if args else tmp_path / "nowhere.csv"
    assert run(path, *args)[0] == 2


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_and_tabs_are_read_too(tmp_path: Path, delimiter: str) -> None:
    path = units(tmp_path, "0110", "0111")
    path.write_text("\ufeff" + path.read_text().replace(",", delimiter), encoding="utf-8")
    assert measured(path)["compared"] == 4
