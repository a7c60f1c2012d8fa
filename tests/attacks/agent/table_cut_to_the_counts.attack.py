# attack: answers "values" with a table of those rows alone that were counted
# question: count-categories
# loses: counts
# %% trick
agent = __assay__.__closure__[0].cell_contents
values, encoder = agent._ops["values"], type(agent.encoder)
agent._ops["values"] = lambda request: {**values(request), "df": encoder().encode(df.iloc[: len(df) * 2 // 3])}

# %%
unique_value_counts = df["Category"].iloc[: len(df) * 2 // 3].value_counts()
