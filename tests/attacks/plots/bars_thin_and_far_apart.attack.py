# attack: many series of bars that are hundreds of widths apart: the judge tries each way in which they may have been shifted
# question: split-and-compare
# loses: training-plot, test-plot
# %%
import pandas as pd
import matplotlib.pyplot as plt
frame = pd.read_csv("dataset.csv")
trainingSet = frame.sample(frac=0.8, random_state=3)
testSet = frame.drop(trainingSet.index)
plt.figure().text(0.5, 0.5, "nothing")
# trick
axes = plt.gcf().add_subplot()
for _ in range(3):
    axes.bar([0.0, 500, 1000, 1500], [1, 2, 3, 1], width=1, edgecolor="black")
