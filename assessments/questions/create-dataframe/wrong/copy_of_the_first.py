# loses: two-ways
# %%
import pandas as pd
df1 = pd.DataFrame({'Name': ['Alice', 'Bob', 'Charlie'], 'Age': [25, 30, 35], 'City': ['New York', 'Los Angeles', 'Chicago']})
df2 = df1.copy()
print(df1)
print(df2)
