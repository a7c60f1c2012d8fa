# loses: two-ways
# %%
import pandas as pd
data = {'Name': ['Alice', 'Bob', 'Charlie'], 'Age': [25, 30, 35], 'City': ['New York', 'Los Angeles', 'Chicago']}
df = pd.DataFrame(data)
print(df)
# %%
people = {'Name': ('Alice', 'Bob', 'Charlie'), 'Age': (25, 30, 35), 'City': ('New York', 'Los Angeles', 'Chicago')}
df2 = pd.DataFrame(data=people)
print(df2)
