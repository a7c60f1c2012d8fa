# %% [given]
import pandas as pd

penguins = pd.read_csv("penguins.csv")
penguins = (penguins - penguins.mean()) / penguins.std(ddof=0)

# %% [answer]
# Define penguins_pca and components here.
