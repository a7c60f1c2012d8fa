# attack: shows every number of three digits there is, 200 of them in each cell, because the last 200 of each cell count
# question: percentiles
# loses: values, shown
# %%
percentiles = [0, 0, 0]
# %% trick
print([number / 10 for number in range(300, 500)])
# %% trick
print([number / 10 for number in range(500, 700)])
# %% trick
print([number / 10 for number in range(700, 900)])
# %% trick
print([number / 10 for number in range(850, 1000)], 3.25, 5.5, 7.75)
# %% trick
print(list(range(100, 300)))
# %% trick
print(list(range(300, 500)))
# %% trick
print(list(range(500, 700)))
