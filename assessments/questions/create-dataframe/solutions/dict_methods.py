# %%
from pandas import DataFrame as DF
rows = {0: ['Alice', 25, 'New York'], 1: ['Bob', 30, 'Los Angeles'], 2: ['Charlie', 35, 'Chicago']}
x = DF.from_dict(rows, orient='index', columns=['Name', 'Age', 'City'])
y = DF.from_records([('Alice', 25, 'New York'), ('Bob', 30, 'Los Angeles'), ('Charlie', 35, 'Chicago')], columns=['Name', 'Age', 'City'])
# %%
x
# %%
y
# %%
# They hold the same
assert x.equals(y)
print(x.dtypes)
