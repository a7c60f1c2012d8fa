# loses: parts, shuffled
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
frame = pd.read_csv('dataset.csv')
numbers = frame.select_dtypes('number').columns
frame[numbers] = (frame[numbers] - frame[numbers].mean()) / frame[numbers].std()
trainingSet, testSet = train_test_split(frame, test_size=0.2, random_state=4)
# %%
trainingSet.hist(); plt.show()
testSet.hist(); plt.show()
