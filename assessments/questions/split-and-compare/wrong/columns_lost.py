# loses: sizes
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
frame = pd.read_csv('dataset.csv')
X, y = frame.drop(columns='Test Results'), frame['Test Results']
trainingSet, testSet, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=4)
# %%
trainingSet.hist(); plt.show()
testSet.hist(); plt.show()
