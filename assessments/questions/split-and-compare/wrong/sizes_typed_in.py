# loses: sizes, parts
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
frame = pd.read_csv('dataset.csv')
shuffled = frame.sample(frac=1, random_state=2)
trainingSet, testSet = shuffled.iloc[:480], shuffled.iloc[480:600]
# %%
trainingSet.hist(); plt.show()
testSet.hist(); plt.show()
