# %%
import pandas as pd
df = pd.read_csv("./dataset.csv")
trainingSet = df.sample(frac=0.8, random_state=0)
testSet = df.drop(index=trainingSet.index)
# %%
ax = trainingSet.plot.box(subplots=True, layout=(1, 4), figsize=(12, 4), title="training")
# %%
ax = testSet.plot.box(subplots=True, layout=(1, 4), figsize=(12, 4), title="test")
