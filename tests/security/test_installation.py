"""What an installation is as shipped: its key, its settings, where it refuses to start. In processes of their own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("TIFA_", "DATABASE_URL", "EMAIL_", "DJANGO_")


def manage(data: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**clean, "TIFA_DATA": str(data), **environ},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_key_is_made_at_the_first_start_and_readable_by_its_owner_only(tmp_path):
    ran = manage(tmp_path / "data", "check")
    key = tmp_path / "data" / "secret_key"
    assert ran.returncode == 0, ran.stderr
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    first = key.read_text()
    manage(tmp_path / "data", "check")
    assert key.read_text() == first
    manage(tmp_path / "other", "check")
    assert (tmp_path / "other" / "secret_key").read_text() != first


def test_deploy_check_is_clean_behind_https(tmp_path):
    ran = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", TIFA_ORIGIN="https://tifa.example.org")
    assert (ran.returncode, "no issues" in ran.stdout) == (0, True), ran.stderr


@pytest.mark.parametrize(
    "environ",
    [
        {"TIFA_HOST": "0.0.0.0"},
        {"TIFA_HOST": "192.0.2.7"},
        {"TIFA_ORIGIN": "http://tifa.example.org"},
        {"TIFA_HOST": "0.0.0.0", "TIFA_ORIGIN": "http://127.0.0.1:8000"},
    ],
)
def test_serving_other_machines_without_https_refuses_to_start(tmp_path, environ):
    ran = manage(tmp_path, "check", **environ)
    assert ran.returncode != 0
    assert "https" in ran.stderr


def test_serving_other_machines_behind_https_starts(tmp_path):
    ran = manage(tmp_path, "check", TIFA_HOST="0.0.0.0", TIFA_ORIGIN="https://tifa.example.org")
    assert ran.returncode == 0, ran.stderr


def test_no_account_is_shipped(tmp_path):
    assert manage(tmp_path, "migrate", "--verbosity", "0").returncode == 0
    ran = manage(tmp_path, "shell", "-c", "from projects.models import User; print(User.objects.count(), 'accounts')")
    assert "0 accounts" in ran.stdout


@pytest.mark.parametrize("command", ["createsuperuser", "changepassword"])
def test_commands_that_would_write_past_the_history_refuse(tmp_path, command):
    ran = manage(tmp_path, command, "ada")
    assert ran.returncode != 0
    assert "Use: manage.py" in ran.stderr
