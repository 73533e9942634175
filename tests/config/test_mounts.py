"""On which file system a path lies, from what Linux says of its mounts."""

from pathlib import Path

import pytest

from config import checks, mounts

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:41 / /srv rw,relatime shared:5 master:2 - nfs4 server:/export rw,vers=4.2
31 30 8:2 / /srv/local rw - xfs /dev/sdb1 rw
32 22 0:50 / /srv/li\\040hua rw - fuse.sshfs li@host: rw
33 22 0:51 / /data rw - ext4 /dev/sdc1 rw
34 22 0:52 / /data rw - cifs //host/share rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/tifa.sqlite3", "ext4"),
        ("/srv/tifa/tifa.sqlite3", "nfs4"),
        ("/srv/local/tifa.sqlite3", "xfs"),
        ("/srvx/tifa.sqlite3", "ext4"),
        ("/srv/li hua/tifa.sqlite3", "fuse.sshfs"),
        ("/data/tifa.sqlite3", "cifs"),
    ],
)
def test_path_lies_on_the_deepest_mount_and_the_last_one_of_a_place(path: str, kind: str) -> None:
    assert mounts.file_system(Path(path), MOUNTS) == kind


def test_nothing_is_known_where_no_mounts_are_told() -> None:
    assert mounts.file_system(Path("/data"), "") == ""


def test_sqlite_on_a_network_file_system_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "known", lambda: MOUNTS)
    found = {path: [message.id for message in checks.shared_file(Path(path))] for path in ("/srv/a", "/srv/local/a")}
    assert found == {"/srv/a": ["tifa.E005"], "/srv/local/a": []}
