# attack: bars 1e300 apart and 1e-300 wide, whose steps are infinitely many widths: the judge is to stumble over them
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
axes.bar([0.0, 1e300, 2e300, 3e300], [1, 2, 3, 1], width=1e-300)
axes.set(xlim=(-1, 1), ylim=(0, 3))
