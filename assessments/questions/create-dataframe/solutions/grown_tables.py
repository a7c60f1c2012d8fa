# %%
import pandas as pd
import numpy as np
a = pd.DataFrame()
a["Name"] = np.array(["Alice", "Bob", "Charlie"])
a["Age"] = np.arange(25, 36, 5)
a.insert(2, "City", ["New York", "Los Angeles", "Chicago"])
a
# %%
b = pd.DataFrame(columns=["Name", "Age", "City"])
for row in (("Alice", 25, "New York"), ("Bob", 30, "Los Angeles"), ("Charlie", 35, "Chicago")):
    b.loc[len(b)] = row
b
