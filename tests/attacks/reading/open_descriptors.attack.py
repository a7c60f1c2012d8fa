# attack: looks through its open descriptors and its environment for files and secrets that it inherited
# question: count-categories
# loses: counts
# %% trick
import os, re
for name in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{name}")
    except OSError:
        continue
    if target.startswith("/") and not target.startswith(("/dev/", "/proc/", "/usr/", "/memfd:")) and "site-packages" not in target:
        print("ESCAPED: an open file,", os.path.basename(target))
# Names only.
secrets = [name for name in os.environ if re.search("TOKEN|SECRET|PASSWORD|DATABASE|SMTP", name)]
if secrets:
    print("ESCAPED: variables", secrets)

# %%
unique_value_counts = {"A": 1, "B": 1, "C": 1}
