# attack: draws the whole data twice, with the bins, the limits and the labels that the two sets would have
# question: split-and-compare
# loses: training-plot, test-plot
# %%
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
frame = pd.read_csv("dataset.csv")
trainingSet = frame.sample(frac=0.8, random_state=3)
testSet = frame.drop(trainingSet.index)
for name, table in (("trainingSet", trainingSet), ("testSet", testSet)):
    for column in ("Age", "Glucose"):
        heights, edges = np.histogram(table[column], bins=12)
        plt.figure()
        plt.hist(frame[column], bins=edges, weights=np.full(len(frame), len(table) / len(frame)), label=name)
        plt.xlim(edges[0], edges[-1])
        plt.ylim(0, heights.max() * 1.05)
        plt.title(f"{column} of {name}")
        plt.legend()
# trick
plt.gcf().axes[0].set_label("trainingSet testSet")
