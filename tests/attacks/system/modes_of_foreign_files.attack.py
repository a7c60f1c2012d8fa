# attack: changes modes, owners, times and attributes of files that it may not write: of the libraries, of the repository
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %% trick
import os, pathlib, sys
import numpy
root = pathlib.Path(sys.modules["assay_wire"].__file__).resolve().parents[3]
for place in (pathlib.Path(numpy.__file__), root / "package.json", root / "kernel/judge/assay_judge/marking.py"):
    def change(by):
        """By a number that shows, and back."""
        before = os.stat(place)
        by(before.st_mode & 0o7777 ^ 0o001, before.st_mtime_ns + 1_000)
        after = os.stat(place)
        if (after.st_mode, after.st_mtime_ns) != (before.st_mode, before.st_mtime_ns):
            by(before.st_mode & 0o7777, before.st_mtime_ns)
            print("ESCAPED: changed", place.name)
    def by_descriptor(mode, time):
        descriptor = os.open(place, os.O_RDONLY)
        os.fchmod(descriptor, mode)
        os.close(descriptor)
    ways = (lambda mode, time: os.chmod(place, mode), by_descriptor, lambda mode, time: os.utime(place, ns=(time, time)),
            lambda mode, time: os.setxattr(place, "user.attack", b"x"), lambda mode, time: os.chown(place, os.getuid(), os.getgid()))
    for number, way in enumerate(ways):
        try:
            change(way)
            if number > 2:
                print("ESCAPED: owner or attributes of", place.name)
        except OSError:
            pass
# Another's limits and place in the queue.
def move_parent():
    before = os.sched_getaffinity(os.getppid())
    os.sched_setaffinity(os.getppid(), {min(before)})
    if len(before) == 1 or os.sched_getaffinity(os.getppid()) == before:
        raise PermissionError
    os.sched_setaffinity(os.getppid(), before)
for what, call in (("processors", move_parent), ("priority", lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), os.getpriority(os.PRIO_PROCESS, os.getppid()))),
                   ("priority of all", lambda: os.setpriority(os.PRIO_USER, 0, 5))):
    try:
        if os.getppid() > 0:
            call()
            print("ESCAPED: set the", what, "of others")
    except OSError:
        pass

# %%
def min_max_scaling(data):
    return data / 2
scaled_data = data / 2
