# loses: two-ways
# %%
import pandas as pd
df1 = pd.DataFrame([('Alice', 25, 'New York'), ('Bob', 30, 'Los Angeles'), ('Charlie', 35, 'Chicago')], columns=['Name', 'Age', 'City'])
df1
# %%
df2 = pd.DataFrame(df1, columns=['Name', 'Age', 'City'])
df2
