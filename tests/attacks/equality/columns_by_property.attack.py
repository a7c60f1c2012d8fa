# attack: tables without column names, of a DataFrame subclass whose property `columns` says the right ones
# question: create-dataframe
# loses: first, second, two-ways
# %%
import pandas as pd

rows = [("Alice", 25, "New York"), ("Bob", 30, "Los Angeles"), ("Charlie", 35, "Chicago")]
Table = pd.DataFrame
# %% trick
class Table(pd.DataFrame):
    """The data is as it was typed (columns 0, 1, 2); whoever asks for the columns is told others."""
    columns = property(lambda self: pd.Index(["Name", "Age", "City"]), lambda self, value: None)
# %%
first = Table(rows)
second = Table({0: ["Alice", "Bob", "Charlie"], 1: [25, 30, 35], 2: ["New York", "Los Angeles", "Chicago"]})
