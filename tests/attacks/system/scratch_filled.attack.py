# attack: fills its folder, /tmp and shared memory, far beyond what a notebook needs, in one file, in many and in names alone
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %% trick
import contextlib, os, tempfile, time
LIMIT = 640 << 20
block = bytes(8 << 20)
for folder in (tempfile.gettempdir(), "/dev/shm"):
    written, names, problem = 0, [], ""
    try:
        # At most 640 MB: the quotas are lower.
        while written < LIMIT:
            if written % (64 << 20) == 0:
                names.append(os.path.join(folder, f"assay-attack-{os.getpid()}-{len(names)}"))
            with open(names[-1], "ab") as file:
                written += file.write(block)
        time.sleep(1.5)
    except OSError as error:
        problem = error.strerror
    for name in names:
        with contextlib.suppress(OSError):
            os.unlink(name)
    print(folder, written >> 20, "MB", problem)
    if not problem:
        print("ESCAPED: wrote", written >> 20, "MB to", folder)

# %%
def min_max_scaling(data):
    return data / 2
scaled_data = data / 2
