# %%
import pandas as pd

people = {
    "Name": ["Alice", "Bob", "Charlie"],
    "Age": [25, 30, 35],
    "City": ["New York", "Los Angeles", "Chicago"],
}
from_columns = pd.DataFrame(people)
from_columns

# %%
rows = [["Alice", 25, "New York"], ["Bob", 30, "Los Angeles"], ["Charlie", 35, "Chicago"]]
from_rows = pd.DataFrame(rows, columns=list(people))
from_rows
