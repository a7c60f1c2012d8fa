# control: the histogram of the test set lies wholly behind that of the training set, step outlines are pale, the ground is clear
# question: split-and-compare
# %%
import pandas as pd
import matplotlib.pyplot as plt
frame = pd.read_csv("dataset.csv")
trainingSet = frame.sample(frac=0.8, random_state=3)
testSet = frame.drop(trainingSet.index)
# %%
plt.rcParams.update({"figure.facecolor": "none", "axes.facecolor": "none", "savefig.bbox": "tight"})
fig, (left, right) = plt.subplots(1, 2, layout="constrained")
edges = range(0, 101, 10)
left.hist(testSet["Age"], bins=edges, label="test")
left.hist(trainingSet["Age"], bins=edges, label="training")
for table in (testSet, trainingSet):
    right.hist(table["Glucose"], bins=40, histtype="step", alpha=0.3, linewidth=0.4)
left.legend(framealpha=0)
for ax in (left, right):
    ax.axis("off")
fig.suptitle("Age and glucose", color="white")
plt.show()
