# control: shows a placeholder, clears the output, and updates a display with the numbers
# question: percentiles
# %%
from IPython.display import clear_output, display
percentiles = np.percentile(data, [25, 50, 75])
shown = display("working …", display_id=True)
shown.update(percentiles.tolist())
clear_output(wait=True)
print(percentiles)
