# %% [answer]
import pandas as pd

# %% [answer]
