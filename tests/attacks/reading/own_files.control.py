# control: writes and reads files of its own, lists its folder, and reads its environment
# question: count-categories
# %%
import os, pathlib, tempfile
print(sorted(os.listdir(".")), os.environ.get("HOME") is not None, pathlib.Path.cwd().exists())
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "categories.csv"
    df.to_csv(path, index=False)
    unique_value_counts = pd.read_csv(path)["Category"].value_counts()
