# attack: answers with a list that holds itself, and gives the answer as one
# question: count-categories
# loses: counts
# %% trick
agent = __assay__.__closure__[0].cell_contents
cycle = {"t": "dict", "v": []}
cycle["v"].append(["A", cycle])
values = agent._ops["values"]
agent._ops["values"] = lambda request: {**values(request), "df": cycle}

# %%
unique_value_counts = {"A": 1}
unique_value_counts["B"] = unique_value_counts
