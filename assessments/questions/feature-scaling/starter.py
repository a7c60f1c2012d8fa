# %% [given]
import pandas as pd

df = pd.DataFrame(
    {
        "Feature1": [10, 20, 30, 40, 50],
        "Feature2": [100, 150, 200, 250, 300],
        "Feature3": [1000, 1100, 1200, 1300, 1400],
    }
)

# %% [answer]
# Define scaled_df and normalized_df here.
