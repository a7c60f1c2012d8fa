# loses: two-ways
# %%
import pandas as pd
a = pd.DataFrame([('Alice', 25, 'New York'), ('Bob', 30, 'Los Angeles'), ('Charlie', 35, 'Chicago')], columns=['Name', 'Age', 'City'])
b = pd.DataFrame([list(row) for row in [('Alice', 25, 'New York'), ('Bob', 30, 'Los Angeles'), ('Charlie', 35, 'Chicago')]], columns=['Name', 'Age', 'City'])
display(a, b)
