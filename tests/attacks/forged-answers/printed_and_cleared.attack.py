# attack: prints the three numbers and takes them back with clear_output, so that the notebook shows nothing
# question: percentiles
# loses: shown
# %%
from IPython.display import clear_output
percentiles = np.percentile(data, [25, 50, 75])
# %% trick
print(percentiles)
clear_output()
