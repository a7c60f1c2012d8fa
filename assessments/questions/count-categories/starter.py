# %% [given]
import pandas as pd

df = pd.DataFrame({"Category": ["A", "B", "A", "C", "B", "A", "A", "C", "B"]})

# %% [answer]
# Define unique_value_counts here.
