# loses: sizes, parts, shuffled, training-plot, test-plot
# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split
frame = pd.read_csv('dataset.csv')
trainingSet, testSet = train_test_split(frame.to_numpy(), test_size=0.2, random_state=4)
for part in (trainingSet, testSet):
    plt.hist(part[:, 0].astype(float)); plt.show()
    plt.hist(part[:, 3].astype(float)); plt.show()
