# attack: a result with two levels of columns, so that each of the four names stands for two columns
# question: z-score-outliers
# loses: outliers, whole-rows, shown-before, shown-after
# %%
twice = pd.concat([numeric_cols, numeric_cols], axis=1)
twice.columns = pd.MultiIndex.from_product([["a", "b"], numeric_cols.columns]).swaplevel()
twice[("purpose", "a")] = twice[("home_ownership", "a")] = "car"
ld_out_replaced = twice
