# attack: answers "values" with the table as it was given, although the answer overwrote it
# question: feature-scaling
# loses: df-kept
# still forges: df-kept
# %% trick
agent = __assay__.__closure__[0].cell_contents
values = agent._ops["values"]
agent._ops["values"] = lambda request: {**values(request), **agent.hidden.get("feature-scaling", {})}

# %%
normalized_df = (df - df.min()) / (df.max() - df.min())
scaled_df = (df - df.mean()) / df.std()
df[:] = 0
