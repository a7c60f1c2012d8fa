"""User ids that belong to one kernel at a time, on the whole machine."""

import fcntl
import os
import stat

# Unused by the table of "UIDs and GIDs on systemd systems": neither people's, nor services', nor containers'.
FIRST_UID, UID_COUNT = 2_000_000_000, 20_000
_FOLDER = "/run/assay-uids"


class UidLease:
    """One user id, held until `release` or the end of this process."""

    def __init__(self, uid: int, descriptor: int):
        self.uid = uid
        self._descriptor = descriptor

    def release(self) -> None:
        os.close(self._descriptor)


class UidPool:
    """Leases user ids. A lock on a file of root's holds each, so that launchers side by side never share one."""

    def __init__(self, folder: str = _FOLDER):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        found = os.lstat(folder)
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
            raise PermissionError(f"{folder} is not a folder of this user's own")
        self._folder = folder
        self._next = os.getpid() * 61 % UID_COUNT

    def lease(self) -> UidLease:
        """Return a user id that no other kernel has; raises RuntimeError when none is left."""
        for _ in range(UID_COUNT):
            number = self._next
            self._next = (self._next + 1) % UID_COUNT
            path = os.path.join(self._folder, str(FIRST_UID + number))
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(descriptor)
                continue
            return UidLease(FIRST_UID + number, descriptor)
        raise RuntimeError(f"all {UID_COUNT} user ids for kernels are in use")
