"""What a kernel sees of the file system: libraries read-only, a private /proc and /dev, scratch space with a quota.

The fork server enters the common part once; each kernel adds what is its own. Paths keep their names, so that the
libraries that were imported before find their files again.
"""

import contextlib
import os
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

from assay_launcher import linux

#: Of /etc what libraries read; names and passwords of the host's users are not among it.
_ETC = (
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "localtime",
    "fonts",
    "mime.types",
    "alternatives",
    "nsswitch.conf",
)
_DEVICES = ("null", "zero", "full", "random", "urandom")
_LINKS = {
    "/dev/fd": "/proc/self/fd",
    "/dev/stdin": "/proc/self/fd/0",
    "/dev/stdout": "/proc/self/fd/1",
    "/dev/stderr": "/proc/self/fd/2",
    "/dev/ptmx": "pts/ptmx",
}
#: What the kernel of the host tells of itself and of others, and no grading needs.
_MASKED = (
    "kcore",
    "keys",
    "key-users",
    "kallsyms",
    "timer_list",
    "sched_debug",
    "config.gz",
    "sysrq-trigger",
    "cmdline",
)
_MASKED_FOLDERS = ("acpi", "asound", "scsi", "bus", "fs", "irq", "tty", "sysvipc")
_PRIVATE = linux.MS_NOSUID | linux.MS_NODEV
SCRATCH = "/tmp"
#: An empty folder of the view's.
_TEXTS = "/mnt"
_USERS = "root:x:0:0::/nonexistent:/usr/sbin/nologin\ncandidate:x:1000:1000::/tmp:/usr/sbin/nologin\n"


@dataclass(frozen=True)
class View:
    """Folders that are seen read-only, and those among them that are seen empty."""

    folders: list[str]
    emptied: list[str] = field(default_factory=list)


def build_view(environment: Path, packages: list[Path]) -> View:
    """Return what kernels of the Python environment `environment` see, our own `packages` with it.

    Packages that were installed beside the base Python, and are none of the environment's, are seen empty.
    """
    base = Path(sys.base_prefix).resolve()
    folders = ["/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin"]
    folders += [str(base), str(environment), *map(str, packages)]
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    emptied = [
        sysconfig.get_path("purelib", vars={"base": str(base), "platbase": str(base)}),
        "/usr/lib/python3/dist-packages",
        f"/usr/local/lib/{version}/site-packages",
        f"/usr/local/lib/{version}/dist-packages",
        "/usr/local/src",
        "/usr/src",
    ]
    inside = [path for path in dict.fromkeys(emptied) if os.path.isdir(path)]
    return View(_without_nested([path for path in folders if os.path.lexists(path)]), inside)


def _without_nested(folders: list[str]) -> list[str]:
    kept: list[str] = []
    for folder in sorted(dict.fromkeys(folders), key=len):
        if not any(folder.startswith(f"{other}/") and not os.path.islink(other) for other in kept):
            kept.append(folder)
    return kept


def enter_view(root: str, view: View) -> None:
    """Make `root` (an empty folder) the root of this mount namespace, with `view` in it; raises OSError.

    To be called in a mount namespace of the caller's own.
    """
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("tmpfs", root, "tmpfs", linux.MS_NOSUID, "mode=755,size=4m")
    os.mkdir(root + SCRATCH)
    linux.mount("tmpfs", root + SCRATCH, "tmpfs", _PRIVATE, "mode=1777,size=16m")
    for folder in view.folders:
        _show(folder, root)
    for folder in view.emptied:
        linux.mount("tmpfs", root + folder, "tmpfs", _PRIVATE | linux.MS_RDONLY, "mode=755,size=4k")
    for name in ("/etc", "/dev/shm", "/dev/pts", "/proc", "/var/tmp", "/run", "/home", "/mnt"):
        os.makedirs(root + name, exist_ok=True)
    for name in _ETC:
        if os.path.exists(f"/etc/{name}"):
            _show(f"/etc/{name}", root)
    Path(root, "etc/passwd").write_text(_USERS)
    Path(root, "etc/group").write_text("root:x:0:\ncandidate:x:1000:\n")
    Path(root, "etc/hosts").write_text("127.0.0.1 localhost\n")
    for name in _DEVICES:
        Path(root, "dev", name).touch()
        linux.mount(f"/dev/{name}", f"{root}/dev/{name}", None, linux.MS_BIND)
    for link, target in _LINKS.items():
        os.symlink(target, root + link)
    # Libraries look into it when they are imported. Each kernel covers it by one of its own.
    linux.mount("/proc", f"{root}/proc", None, linux.MS_BIND | linux.MS_REC)
    # The fork server's own space; each kernel covers it too. An installation below /tmp is in the first one.
    linux.mount("tmpfs", f"{root}/dev/shm", "tmpfs", _PRIVATE, "mode=1777,size=16m")
    linux.pivot_root(root)


def seal_view() -> None:
    """Make the root folder itself read-only."""
    linux.mount(None, "/", None, linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY | linux.MS_NOSUID)


def _show(path: str, root: str) -> None:
    target = root + path
    if os.path.islink(path):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.symlink(os.readlink(path), target)
        if path.startswith("/etc/"):
            return
        return
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        Path(target).touch()
    linux.mount(path, target, None, linux.MS_BIND | linux.MS_REC)
    linux.make_read_only(target)


def add_private_parts(
    view: View, scratch_bytes: int, shared_bytes: int, hidden: list[str], replaced: dict[str, str]
) -> None:
    """Give one kernel its /proc, /tmp, /dev/shm and terminals; raises OSError.

    `hidden` (folders or files) is hidden, and other texts stand in the files of `replaced`. To be called as the first
    process of a process namespace, in a mount namespace of the kernel's own.
    """
    # An installation below /tmp: what the new /tmp covers is put into it again.
    covered = {
        folder: os.open(folder, os.O_PATH | os.O_CLOEXEC) for folder in view.folders if folder.startswith(f"{SCRATCH}/")
    }
    linux.mount("proc", "/proc", "proc", _PRIVATE | linux.MS_NOEXEC)
    for name in _MASKED:
        if os.path.exists(f"/proc/{name}"):
            linux.mount("/dev/null", f"/proc/{name}", None, linux.MS_BIND)
    for name in _MASKED_FOLDERS:
        if os.path.isdir(f"/proc/{name}"):
            linux.mount("tmpfs", f"/proc/{name}", "tmpfs", _PRIVATE | linux.MS_RDONLY, "mode=755,size=4k")
    linux.mount("tmpfs", SCRATCH, "tmpfs", _PRIVATE, f"mode=1777,size={scratch_bytes},nr_inodes=50000")
    for folder, descriptor in covered.items():
        os.makedirs(folder)
        linux.mount(f"/proc/self/fd/{descriptor}", folder, None, linux.MS_BIND | linux.MS_REC)
        os.close(descriptor)
    linux.mount("tmpfs", "/dev/shm", "tmpfs", _PRIVATE, f"mode=1777,size={shared_bytes},nr_inodes=10000")
    linux.mount("devpts", "/dev/pts", "devpts", linux.MS_NOSUID | linux.MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620")
    for path in hidden:
        if os.path.isdir(path):
            linux.mount("tmpfs", path, "tmpfs", _PRIVATE | linux.MS_RDONLY, "mode=755,size=4k")
        elif os.path.exists(path):
            linux.mount("/dev/null", path, None, linux.MS_BIND)
    if replaced:
        _show_texts(replaced)


def _show_texts(replaced: dict[str, str]) -> None:
    linux.mount("tmpfs", _TEXTS, "tmpfs", _PRIVATE | linux.MS_NOEXEC, "mode=755,size=16m")
    for number, (path, text) in enumerate(replaced.items()):
        place = Path(_TEXTS, str(number))
        place.write_text(text, encoding="utf-8")
        place.chmod(0o444)
        linux.mount(str(place), path, None, linux.MS_BIND)
        linux.make_read_only(path)
    linux.make_read_only(_TEXTS)
