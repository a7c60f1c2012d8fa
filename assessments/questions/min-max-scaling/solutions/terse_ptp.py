# %%
min_max_scaling = lambda x: (x - x.min()) / np.ptp(x)
# %%
scaled_data = min_max_scaling(data)
