# loses: training-plot, test-plot
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
frame = pd.read_csv('dataset.csv')
trainingSet, testSet = train_test_split(frame, test_size=0.2, random_state=4)
frame.hist(bins=15); plt.show()
sns.pairplot(frame, hue='Test Results')
