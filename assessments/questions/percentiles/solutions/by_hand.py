# %%
def percentile(values, share):
    ordered = sorted(values)
    place = (len(ordered) - 1) * share / 100
    below = int(place // 1)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
# %%
percentiles = [percentile(data, 25), percentile(data, 50), percentile(data, 75)]
# %% [markdown]
# The three quartiles:
# %%
print("Q1 = {}, Q2 = {}, Q3 = {}".format(*percentiles))
