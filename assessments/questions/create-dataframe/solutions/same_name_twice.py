# %% [markdown]
# ## First: a list of dictionaries
# %%
import pandas

df = pandas.DataFrame([
    dict(Name="Alice", Age=25, City="New York"),
    dict(Name="Bob", Age=30, City="Los Angeles"),
    dict(Name="Charlie", Age=35, City="Chicago"),
])
print("Method 1")
print(df.to_string(index=False))
# %% [markdown]
# ## Second: text
# %%
from io import StringIO
text = """Name;Age;City
Alice;25;New York
Bob;30;Los Angeles
Charlie;35;Chicago"""
df = pandas.read_csv(StringIO(text), sep=";")
display(df)
