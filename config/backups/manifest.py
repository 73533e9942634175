"""The manifest of a backup: what is in it, of which moment, made by which Tifa. It is `manifest.json` in the file."""

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

from config.backups.problems import Damaged

FORMAT = 1


class Part(BaseModel):
    """Frozen, and strict about what it is read from."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Member(Part):
    """One file in the archive: its length in bytes, and its SHA-256."""

    size: int
    sha256: str


class Scope(Part):
    """Up to which operation the history of a project, or of the site (None), is in the backup."""

    project: str | None
    number: int
    operations: int
    events: int
    seal: str  # SHA-256 of the last seal, empty when nothing is sealed


class Table(Part):
    """One table: how many rows it has, and in what order its columns stand where it is a file of its own."""

    rows: int
    columns: list[str] = []


class Manifest(Part):
    """`migrations` are (app, name); `sequences` are the last ids given, by "table.column", on PostgreSQL only.

    `lost` are SHA-256 of originals that the installation itself no longer had whole.
    """

    format: int
    tifa: str
    made_at: str
    database: str
    migrations: list[list[str]]
    scopes: list[Scope]
    tables: dict[str, Table]
    sequences: dict[str, int]
    lost: list[str]
    members: dict[str, Member]

    @property
    def nodes(self) -> list[tuple[str, str]]:
        """The migrations as Django names them."""
        return [(app, name) for app, name in self.migrations]


def tifa_version() -> str:
    """The version of this Tifa, as pyproject.toml has it."""
    return str(settings.TIFA_VERSION)


def parsed(data: bytes) -> Manifest:
    """The manifest in these bytes; raises Damaged."""
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise Damaged(f"The backup's manifest is not one that this Tifa reads: {where} {first['msg']}.") from error
