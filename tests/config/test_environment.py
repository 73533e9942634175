"""What the environment may say, and what refuses to start."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


def test_secret_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    key = environment.secret_key(tmp_path)
    assert environment.secret_key(tmp_path) == key
    assert len(key) == 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_secret_key_differs_between_installations(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    assert environment.secret_key(folders[0]) != environment.secret_key(folders[1])


def test_secret_key_cut_short_by_a_crash_refuses_to_start(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch(mode=0o600)
    with pytest.raises(ImproperlyConfigured):
        environment.secret_key(tmp_path)


def test_postgresql_from_a_socket_folder() -> None:
    settings = environment.postgresql("postgresql://postgres@/tifa?host=/run/pg")
    named = {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {"NAME": "tifa", "USER": "postgres", "PASSWORD": "", "HOST": "/run/pg", "PORT": ""}


def test_postgresql_with_a_password_of_special_characters() -> None:
    settings = environment.postgresql("postgres://ada:p%40ss%2Fword@db.example.org:5433/tifa?sslmode=require")
    named = [settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert named == ["tifa", "ada", "p@ss/word", "db.example.org", "5433"]
    assert settings["OPTIONS"]["sslmode"] == "require"


def test_postgresql_refuses_the_address_of_another_database() -> None:
    with pytest.raises(ImproperlyConfigured, match="must begin with postgresql://"):
        environment.postgresql("mysql://localhost/tifa")


def test_origin_is_this_machine_by_default() -> None:
    assert environment.origin({}) == ("http://127.0.0.1:8000", "127.0.0.1")


def test_origin_follows_the_port() -> None:
    assert environment.origin({"TIFA_PORT": "8123"}) == ("http://127.0.0.1:8123", "127.0.0.1")


def test_origin_of_a_team_is_https() -> None:
    settings = {"TIFA_ORIGIN": "https://tifa.example.org/", "TIFA_HOST": "0.0.0.0"}
    assert environment.origin(settings) == ("https://tifa.example.org", "tifa.example.org")


@pytest.mark.parametrize(
    "settings",
    [
        {"TIFA_ORIGIN": "http://tifa.example.org"},
        {"TIFA_HOST": "0.0.0.0"},
        {"TIFA_HOST": "192.168.0.4", "TIFA_ORIGIN": "http://127.0.0.1:8000"},
    ],
)
def test_origin_without_https_refuses_other_machines(settings: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="must be an https:// address"):
        environment.origin(settings)


@pytest.mark.parametrize("text", ["tifa.example.org", "ftp://tifa.example.org", "https://", ""])
def test_origin_refuses_what_is_no_web_address(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="must look like"):
        environment.origin({"TIFA_ORIGIN": text})
