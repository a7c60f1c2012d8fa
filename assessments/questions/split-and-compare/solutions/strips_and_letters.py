# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split

whole = pd.read_csv("dataset.csv")
trainingSet, testSet = train_test_split(whole, test_size=0.2, random_state=1, stratify=whole["Test Results"])
print(trainingSet.describe(), testSet.describe(), sep="\n")
# %%
fig, ax = plt.subplots(1, 2)
sns.boxenplot(trainingSet[["Cholesterol", "Glucose"]], ax=ax[0])
sns.stripplot(testSet[["Cholesterol", "Glucose"]], ax=ax[1])
ax[0].set_title("training"); ax[1].set_title("test")
