# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split

frame = pd.read_csv("dataset.csv")
trainingSet, testSet = train_test_split(frame, test_size=0.2, random_state=77)
# %%
for column in ("Age", "Glucose"):
    sns.ecdfplot(trainingSet, x=column)
    plt.title("training"); plt.show()
    sns.histplot(testSet, x=column, hue="Test Results", multiple="stack", element="step")
    plt.title("test"); plt.show()
