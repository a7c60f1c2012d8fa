# loses: shuffled
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
frame = pd.read_csv('dataset.csv')
trainingSet, testSet = train_test_split(frame, test_size=0.2, shuffle=False)
# %%
trainingSet.hist(); plt.show()
testSet.hist(); plt.show()
