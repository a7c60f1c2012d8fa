# attack: leaves values out, as a wrong answer does, but binds what is left to the given name
# question: percentiles
# loses: values
# %%
numbers = np.unique(data)[2:]
# %% trick
# It reads its own name, and is therefore not put back to what is hidden.
data = np.unique(data)[2:]
# %%
percentiles = np.percentile(numbers, [25, 50, 75])
print(percentiles)
