"""import_codebook and export_codebook as scripts call them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from projects.models import Project
from tests.vocabulary.codebooks import SEED
from vocabulary.models import CodebookVersion, Theme

pytestmark = pytest.mark.django_db


def run(*args: object, **options: object) -> str:
    out = StringIO()
    call_command(*[str(arg) for arg in args], stdout=out, **options)
    return out.getvalue()


def refusal(*args: object) -> CommandError:
    with pytest.raises(CommandError) as caught:
        run(*args)
    return caught.value


def test_import_says_what_it_did_in_one_json_line(project: Project) -> None:
    last = run("import_codebook", SEED, "--project", "openness", "--json").splitlines()[-1]
    report = json.loads(last)
    assert {name: len(slugs) for name, slugs in report.items()} == {
        "added": 22,
        "changed": 0,
        "retired": 0,
        "unchanged": 0,
    }


def test_import_again_changes_nothing(project: Project) -> None:
    run("import_codebook", SEED, "--project", "openness")
    last = run("import_codebook", SEED, "--project", "openness", "--json").splitlines()[-1]
    assert len(json.loads(last)["unchanged"]) == 22
    assert CodebookVersion.objects.count() == 1


def test_dry_run_stores_nothing(project: Project) -> None:
    assert "22 added" in run("import_codebook", SEED, "--project", "openness", "--dry-run")
    assert Theme.objects.count() == 0


def test_export_then_import_elsewhere_then_export_gives_the_same_bytes(
    project: Project, elsewhere: Project, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    run("import_codebook", SEED, "--project", "openness")
    run("export_codebook", "--project", "openness", "--format", "yaml", "--output", first)
    run("import_codebook", first, "--project", "elsewhere")
    run("export_codebook", "--project", "elsewhere", "--format", "yaml", "--output", second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


def test_broken_file_exits_1_with_its_place(project: Project, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("themes: [}")
    error = refusal("import_codebook", tmp_path / "bad.yaml", "--project", "openness")
    assert (error.returncode, "bad.yaml, line 1" in str(error)) == (1, True)


def test_missing_file_or_project_exits_2(project: Project, tmp_path: Path) -> None:
    assert refusal("import_codebook", tmp_path / "no.yaml", "--project", "openness").returncode == 2
    assert refusal("import_codebook", SEED, "--project", "nowhere").returncode == 2
    assert refusal("export_codebook", "--project", "nowhere", "--output", tmp_path / "x").returncode == 2


def test_refused_import_ends_with_one_json_line(project: Project, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("themes: [}")
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("import_codebook", str(tmp_path / "bad.yaml"), "--project", "openness", "--json", stdout=out)
    error = json.loads(out.getvalue().splitlines()[-1])["error"]
    assert (error["rule"], error["message"]) == ("unreadable-file", str(refused.value))


def test_export_into_a_folder_that_is_not_there_exits_2(project: Project, tmp_path: Path) -> None:
    run("import_codebook", SEED, "--project", "openness")
    error = refusal("export_codebook", "--project", "openness", "--output", tmp_path / "nosuch" / "x.yaml")
    assert (error.returncode, str(error)) == (2, f"There is no folder {tmp_path / 'nosuch'}.")


def test_export_without_codebook_exits_1(project: Project, tmp_path: Path) -> None:
    assert refusal("export_codebook", "--project", "openness", "--output", tmp_path / "x").returncode == 1
