# %%
import pandas as pd
from sklearn.model_selection import train_test_split

records = pd.read_csv("dataset.csv")
trainingSet, testSet = train_test_split(records, test_size=0.2, random_state=42)
print(len(trainingSet), len(testSet))

# %%
import matplotlib.pyplot as plt

columns = ["Age", "Blood Pressure", "Cholesterol", "Glucose"]
figure, grid = plt.subplots(2, len(columns), figsize=(14, 6), sharex="col")
for row, (title, part) in zip(grid, {"Training set": trainingSet, "Test set": testSet}.items()):
    for axes, column in zip(row, columns):
        axes.hist(part[column], bins=20)
        axes.set(title=title, xlabel=column)
figure.tight_layout()
plt.show()
