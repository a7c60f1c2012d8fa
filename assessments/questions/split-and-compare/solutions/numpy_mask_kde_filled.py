# %%
import numpy as np, pandas as pd, seaborn as sns, matplotlib.pyplot as plt
frame = pd.read_csv('dataset.csv')
generator = np.random.default_rng(3)
is_test = np.zeros(len(frame), dtype=bool)
is_test[generator.choice(len(frame), size=len(frame) // 5, replace=False)] = True
trainingSet, testSet = frame[~is_test].reset_index(drop=True), frame[is_test].reset_index(drop=True)
# %% [markdown]
# Both sets over each other
# %%
both = pd.concat([trainingSet.assign(part='training'), testSet.assign(part='test')], ignore_index=True)
for c in both.select_dtypes('number'):
    plt.figure(figsize=(4, 3))
    sns.kdeplot(data=both, x=c, hue='part', fill=True, common_norm=False)
    plt.show()
