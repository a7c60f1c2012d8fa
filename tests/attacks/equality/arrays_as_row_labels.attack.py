# attack: labels the rows of a table by arrays, which have no truth value when they are compared
# question: create-dataframe
# loses: second, two-ways
# %%
import numpy as np
import pandas as pd

labels = np.empty(3, dtype=object)
for place in range(3):
    labels[place] = np.array([place, place])
table = pd.DataFrame({"Name": ["Alice", "Bob", "Charlie"], "Age": [25, 30, 35], "City": ["New York", "Los Angeles", "Chicago"]})
table.index = pd.Index(labels)
