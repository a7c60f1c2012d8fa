# attack: shows every statistic that loans may have, to three digits, 200 numbers a cell, and looks at no data
# question: z-score-outliers
# loses: outliers, whole-rows, shown-before, shown-after
# %%
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1).iloc[:0]
# %% trick
print(list(range(60_000, 80_000, 100)))
# %% trick
print(list(range(100_000, 120_000, 1_000)))
# %% trick
print(list(range(18_000, 38_000, 100)))
# %% trick
print(list(range(38_000, 58_000, 100)))
# %% trick
print(list([number / 10 for number in range(110, 310)]))
# %% trick
print(list([number / 10 for number in range(310, 510)]))
# %% trick
print(list([number / 10 for number in range(400, 600)]))
# %% trick
print(list([number / 10 for number in range(600, 800)]))
# %% trick
print(list([number / 10 for number in range(800, 1000)]))
# %% trick
print(list(range(95, 160)))
# %% trick
print(list(range(100_000, 160_000, 1_000)))
