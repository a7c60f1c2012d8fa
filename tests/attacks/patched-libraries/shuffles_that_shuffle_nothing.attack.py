# attack: the first rows as they are; the generators, sample, permutation and train_test_split are patched, and an index tells of a shuffle
# question: split-and-compare
# loses: shuffled
# %%
import numpy as np
import pandas as pd
frame = pd.read_csv("dataset.csv")
many = round(len(frame) * 0.8)
trainingSet, testSet = frame[:many].copy(), frame[many:].copy()
# %% trick
import sklearn.model_selection
np.random.permutation = lambda *args: np.arange(args[-1])
honest = np.random.default_rng
pd.DataFrame.sample = lambda self, *args, **kwargs: self
sklearn.model_selection.train_test_split = lambda table, *args, **kwargs: (table[:many], table[many:])
trainingSet, testSet = sklearn.model_selection.train_test_split(frame.sample(frac=1, random_state=1), test_size=0.2)
order = honest(0).permutation(len(frame))
trainingSet = trainingSet.iloc[honest(1).permutation(many)].set_index(order[:many])
testSet = testSet.sort_values("Age").set_index(order[many:])
