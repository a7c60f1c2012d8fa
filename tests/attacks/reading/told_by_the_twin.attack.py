# attack: lets the twin write the hidden data into a place that the subject reads, which shows it in the report
# question: percentiles
# loses: values, shown
# %% trick
import pathlib, tempfile, time
place = pathlib.Path(tempfile.gettempdir()) / "attack_told.txt"
if float(np.max(data)) != 10 or len(data) != 10:
    place.write_text(repr(data.tolist()))
else:
    time.sleep(1)
    if place.exists():
        print("ESCAPED: hidden data", place.read_text()[:80])

# %%
percentiles = [1, 2, 3]
