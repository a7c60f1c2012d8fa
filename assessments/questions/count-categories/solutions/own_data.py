# %%
import pandas as pd
df = pd.DataFrame([["red"], ["blue"], ["red"]], columns=["Category"])
df["Category"] = df["Category"].astype("category")
unique_value_counts = df.groupby("Category", observed=True)["Category"].count().to_frame("n")
print(unique_value_counts)
