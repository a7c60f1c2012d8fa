# control: two builders called through a dict of functions, shown as HTML and as text
# question: create-dataframe
# %%
import io
import pandas as pd
from IPython.display import HTML, display

def from_text(text="Name,Age,City\nAlice,25,New York\nBob,30,Los Angeles\nCharlie,35,Chicago\n"):
    return pd.read_csv(io.StringIO(text))

def from_rows():
    return pd.DataFrame([("Alice", 25, "New York"), ("Bob", 30, "Los Angeles"), ("Charlie", 35, "Chicago")], columns=["Name", "Age", "City"])

builders = {"text": from_text, "rows": from_rows}
tables = {name: build() for name, build in builders.items()}
display(tables["text"])
# %%
print(tables["rows"].to_string())
