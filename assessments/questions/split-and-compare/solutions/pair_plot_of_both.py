# %%
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
from sklearn.model_selection import train_test_split

table = pd.read_csv("dataset.csv")
trainingSet, testSet = train_test_split(table, test_size=0.2, shuffle=True, random_state=5)
together = pd.concat({"training": trainingSet, "test": testSet}, names=["set"]).reset_index(level="set")
sns.pairplot(together, hue="set", corner=True, plot_kws={"s": 8})
plt.show()
