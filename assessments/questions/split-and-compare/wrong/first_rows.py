# loses: shuffled
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
frame = pd.read_csv('dataset.csv')
n = round(0.8 * len(frame))
trainingSet, testSet = frame.head(n), frame.tail(len(frame) - n)
# %%
trainingSet.hist(); plt.show()
testSet.hist(); plt.show()
