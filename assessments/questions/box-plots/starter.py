# %% [given]
import pandas as pd

insurance_data = pd.read_csv("insurance.csv")

# %% [answer]
# Draw the two box plots here.

# %% [markdown] [answer]
# *Your explanation for a stakeholder without technical training:*
