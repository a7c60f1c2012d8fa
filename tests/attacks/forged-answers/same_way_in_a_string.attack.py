# attack: builds the second table in the same way as the first, hidden from the source by getattr, a string and partial
# question: create-dataframe
# loses: two-ways
# %%
import pandas as pd
columns = {"Name": ["Alice", "Bob", "Charlie"], "Age": [25, 30, 35], "City": ["New York", "Los Angeles", "Chicago"]}
build = pd.DataFrame
# %% trick
from functools import partial
build = partial(getattr(pd, "".join(["Data", "Frame"])), data=eval("columns"))
build = lambda columns, made=build: made()
# %%
first = pd.DataFrame(columns)
print(first)
# %%
second = build(columns)
print(second)
