# loses: parts
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
frame = pd.read_csv('dataset.csv')
trainingSet = frame.sample(frac=0.8, random_state=1)
testSet = frame.sample(frac=0.2, random_state=1)
# %%
trainingSet.hist(); plt.show()
testSet.hist(); plt.show()
