# %%
import pandas as pd

names = ["Alice", "Bob", "Charlie"]
ages = [25, 30, 35]
cities = ["New York", "Los Angeles", "Chicago"]

columns = {}
for key, column in [("Name", names), ("Age", ages), ("City", cities)]:
    columns[key] = column
table_one = pd.DataFrame(data=columns)

records = []
for i in range(3):
    record = {"Name": names[i], "Age": ages[i], "City": cities[i]}
    records.append(record)
table_two = pd.DataFrame(data=records)

for table in (table_one, table_two):
    display(table.style.hide(axis="index"))
