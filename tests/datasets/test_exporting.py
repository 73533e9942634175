"""One export is one moment; the page, the download and the command give the same."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Round
from datasets.formats import FORMATS
from datasets.rows import TABLES
from projects.models import Project, User
from reports.moment import operation_number
from tests.annotations.people import read, tag
from tests.conftest import _member, assign
from tests.races import environment
from tests.reports import study

PAGE = "/projects/openness/exports/"


@pytest.fixture
def coded(project: Project, codebook: None, ada: User, ben: User, round: Round) -> Any:
    doors = study.add(project, study.DOORS, "doors.txt", title="=1+1 提法")
    study.work_of_ada(doors, ada, round)
    bens = assign(doors, ben, round)
    tag(bens, "Trade", "trade", note="@SUM(1)")
    read(bens)
    return doors


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def n_rows(suffix: str, data: bytes) -> int:
    text = data.decode("utf-8-sig")
    return len(list(csv.reader(io.StringIO(text, newline="")))) - 1 if suffix == "csv" else text.count("\n")


@pytest.mark.parametrize("query", ["", "?text=offsets", "?coder=ben", "?names=real"])
def test_every_file_on_the_page_has_the_rows_it_says(
    query: str, coded: Any, ben: User, mira: User, client: Client
) -> None:
    client.force_login(mira)
    query = query.replace("=ben", f"={ben.coders.get().pk}")
    offer = client.get(PAGE + query).context["offer"]
    for line in offer.lines:
        for file in line.files:
            answer = client.get(file.href)
            data = body(answer)
            assert n_rows(file.name.rsplit(".", 1)[1], data) == line.n_rows == int(answer["Tifa-Rows"])
            assert (answer["Tifa-Operation"], answer["Content-Disposition"]) == (
                str(offer.number),
                f'attachment; filename="{file.name}"',
            )


def test_download_is_the_same_bytes_each_time(project: Project, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    for table in TABLES:
        for format in FORMATS:
            address = reverse("export_download", args=["openness", table.name, format.suffix])
            assert body(client.get(address)) == body(client.get(address))


def test_spreadsheet_variant_is_another_file(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    answer = client.get(PAGE + "passages.csv?safe=1")
    assert b"'=1+1" in body(answer)
    assert answer["Content-Disposition"].endswith('-spreadsheet.csv"')
    assert b"'=1+1" not in body(client.get(PAGE + "passages.csv"))


def test_only_a_manager_gets_real_names(coded: Any, sam: User, mira: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(PAGE + "passages.csv?names=real").status_code == 422
    assert b",ada," not in body(client.get(PAGE + "passages.csv"))
    client.force_login(mira)
    assert b",ada," in body(client.get(PAGE + "passages.csv?names=real"))


@pytest.mark.parametrize("address", ["passages.xml", "secrets.csv"])
def test_what_is_not_offered_does_not_exist(address: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(PAGE + address).status_code == 404


@pytest.mark.parametrize("address", ["", "passages.csv", "units.jsonl"])
@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("coders=ada", ("", "“coders” is not a choice of this page.")),
        ("<script>alert(1)</script>=", ("", "“<script>alert(1)</script>” is not a choice of this page.")),
        ("text=full&text=quotes", ("Text", "This was given more than once.")),
        ("text=all", ("Text", "Select a valid choice. all is not one of the available choices.")),
        ("coder=x", ("Coder", "Select a valid choice. That choice is not one of the available choices.")),
    ],
)
def test_choice_that_is_not_offered_is_named_and_nothing_leaves(
    address: str, query: str, wrong: tuple[str, str], coded: Any, sam: User, client: Client
) -> None:
    client.force_login(sam)
    answer = client.get(f"{PAGE}{address}?{query}")
    assert (answer.status_code, answer.context["wrong"]) == (422, [wrong])
    assert "<script>alert" not in answer.text
    assert "download=" not in answer.text


@pytest.mark.parametrize("address", ["", "passages.csv", "units.jsonl"])
def test_annotators_and_readers_export_nothing(
    address: str, project: Project, ada: User, rita: User, eve: User, client: Client
) -> None:
    statuses = []
    for user in (ada, rita, eve):
        client.force_login(user)
        statuses.append(client.get(PAGE + address).status_code)
    assert statuses == [403, 403, 404]


def test_head_request_leaves_no_moment_open(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.head(PAGE + "passages.csv").status_code == 200
    assert client.get(PAGE).status_code == 200


def test_command_writes_the_file_and_says_what_it_wrote(
    project: Project, coded: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for table in TABLES:
        for format in FORMATS:
            path = tmp_path / f"{table.name}.{format.suffix}"
            options = ["--project", "openness", "--format", format.name, "--output", str(path), "--table", table.name]
            call_command("export_dataset", *options, "--json")
            said = json.loads(capsys.readouterr().out.strip().split("\n")[-1])
            data = path.read_bytes()
            assert said == {
                "rows": n_rows(format.suffix, data),
                "number": operation_number(project, None),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".csv", ".jsonl", ".jsonl"]


@pytest.mark.parametrize(("coders", "rows"), [("all", 6), ("ada", 5), ("C02", 1), ("ada,ben", 6), ("decided", 0)])
def test_command_takes_coders_by_name(
    coders: str, rows: int, coded: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--project", "openness", "--format", "csv", "--output", str(tmp_path / "x.csv"), "--coders", coders]
    call_command("export_dataset", *options, "--json")
    assert json.loads(capsys.readouterr().out)["rows"] == rows


@pytest.mark.parametrize(
    "wrong", [["--project", "nowhere"], ["--coders", "nobody"], ["--coders", ","], ["--format", "jsonl", "--safe"]]
)
def test_command_refuses_what_there_is_not(wrong: list[str], coded: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with pytest.raises(CommandError):
        call_command("export_dataset", "--project", "openness", "--format", "csv", "--output", str(path), *wrong)
    assert list(tmp_path.iterdir()) == []


def export(*options: str) -> CommandError:
    with pytest.raises(CommandError) as refused:
        call_command("export_dataset", "--project", "openness", "--format", "csv", *options)
    return refused.value


def test_command_says_which_folder_there_is_not(coded: Any, tmp_path: Path) -> None:
    error = export("--output", str(tmp_path / "nosuch" / "o.csv"))
    assert (error.returncode, str(error)) == (2, f"There is no folder {tmp_path / 'nosuch'}.")


def test_command_refuses_a_folder_as_its_file(coded: Any, tmp_path: Path) -> None:
    error = export("--output", str(tmp_path))
    assert (error.returncode, str(error)) == (2, f"{tmp_path} is a folder; name a file.")


@pytest.mark.parametrize("wrong", [["--project", "nowhere"], ["--coders", "nobody"]])
def test_command_ends_with_one_json_line_when_it_refuses(
    wrong: list[str], coded: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = export("--output", str(tmp_path / "x.csv"), *wrong, "--json")
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert error.returncode == 2
    assert said == {"error": {"rule": "not-found", "message": str(error), "field": wrong[0].strip("-")}}


def test_command_writes_the_table_to_standard_output(
    coded: Any, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    options = ["--project", "openness", "--format", "csv", "--json", "--output"]
    call_command("export_dataset", *options, str(tmp_path / "x.csv"))
    capsysbinary.readouterr()
    call_command("export_dataset", *options, "-")
    said = capsysbinary.readouterr()
    assert said.out == (tmp_path / "x.csv").read_bytes()
    assert json.loads(said.err)["sha256"] == hashlib.sha256(said.out).hexdigest()


def test_failure_leaves_the_old_file(coded: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")
    with pytest.raises(CommandError):
        call_command(
            "export_dataset", "--project", "openness", "--format", "csv", "--output", str(path), "--coders", "x"
        )
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)


def test_queries_of_the_page_do_not_grow(
    project: Project, codebook: None, round: Round, sam: User, client: Client
) -> None:
    client.force_login(sam)
    counts = []
    for n in range(31):
        document = study.add(project, f"Number {n}\n\nThe road {n} is open.\n", f"{n}.txt", source=f"Outlet {n}")
        work = assign(document, _member(project, f"coder{n}", "annotator"), round)
        tag(work, "road", "trade", "bri")
        read(work)
        if n in (0, 30):
            with CaptureQueriesContext(connection) as queries:
                client.get(PAGE)
            counts.append(len(queries))
            with CaptureQueriesContext(connection) as queries:
                body(client.get(PAGE + "units.csv"))
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


@pytest.mark.django_db(transaction=True)
def test_export_is_one_moment_though_somebody_writes_meanwhile(coded: Any, project: Project, tmp_path: Path) -> None:
    """The writer commits between two pieces; the file is as its number says, and the writer has not waited."""
    number = operation_number(project, None)
    command = [sys.executable, "-m", "tests.datasets.moment"]
    answer = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, timeout=60)
    assert answer.stderr == ""
    assert json.loads(answer.stdout) == {
        "number": number,
        "rows": 6,
        "lines": 6,
        "has_waited": False,
        "after": {"number": number + 1, "rows": 7},
    }
