# loses: parts
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
import numpy as np
frame = pd.read_csv('dataset.csv')
n = len(frame)
first = np.random.default_rng(1).choice(n, size=round(.8 * n))
trainingSet = frame.iloc[first]
testSet = frame.drop(index=set(first)).sample(n=n - len(first), random_state=1)
# %%
trainingSet.hist(); plt.show()
testSet.hist(); plt.show()
