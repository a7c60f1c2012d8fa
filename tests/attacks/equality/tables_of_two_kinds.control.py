# control: looks at df with columns in two levels and twice the same name, and leaves df as it was
# question: feature-scaling
# %%
twice = pd.concat([df, df[["Feature1"]]], axis=1)
levels = pd.concat({"given": df, "half": df / 2}, axis=1)
print(twice.shape, levels["half"].max())

scaled_df = levels["given"].apply(lambda column: (column - column.mean()) / column.std(ddof=0))
normalized_df = (twice.iloc[:, :3] - df.min()) / (df.max() - df.min())
