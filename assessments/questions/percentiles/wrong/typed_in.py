# loses: values, shown
# %%
percentiles = [3.25, 5.5, 7.75]
print(percentiles)
