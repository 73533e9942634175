"""On which file system a file lies, as Linux tells it: SQLite must not lie on one that several machines share."""

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
ESCAPED = re.compile(r"\\([0-7]{3})")
# Locks and shared memory, which SQLite's WAL needs, are not the same there for all who have the file open.
NETWORK = {
    *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "9p", "davfs", "vboxsf", "prl_fs"),
    *("ceph", "lustre", "glusterfs", "beegfs", "gpfs", "ocfs2", "gfs2", "orangefs"),
    *("fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.rclone", "fuse.smbnetfs", "fuse.gcsfuse"),
    *("fuse.davfs2", "fuse.curlftpfs", "fuse.vmhgfs-fuse", "fuse.juicefs", "fuse.goofys"),
}


def known() -> str:
    """The mounts of this machine; "" where the system does not tell them so."""
    try:
        return MOUNTS.read_text()
    except OSError:
        return ""


def file_system(path: Path, mounts: str) -> str:
    """The type of the file system that a path lies on; "" when nothing is known of it."""
    found, deepest = "", -1
    for line in mounts.splitlines():
        place, _separator, rest = line.partition(" - ")
        point = Path(ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), place.split(" ")[4]))
        if path.is_relative_to(point) and len(point.parts) >= deepest:  # of two at one place the later one is on top
            found, deepest = rest.split(" ")[0], len(point.parts)
    return found
