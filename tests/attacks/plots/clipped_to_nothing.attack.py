# attack: histograms of both sets whose bars are clipped by a path of no area
# question: split-and-compare
# loses: training-plot, test-plot
# %%
import pandas as pd
import matplotlib.pyplot as plt
from matplotlib.path import Path
frame = pd.read_csv("dataset.csv")
trainingSet = frame.sample(frac=0.8, random_state=3)
testSet = frame.drop(trainingSet.index)
figure, pair = plt.subplots(2, 2)
figure.suptitle("both sets")
# trick
nowhere = Path([(0, 0), (0, 0), (0, 0)])
for row, table in zip(pair, (trainingSet, testSet)):
    for axes, column in zip(row, ("Age", "Glucose")):
        for bar in axes.hist(table[column], bins=12)[2]:
            bar.set_clip_path(nowhere, axes.transAxes)
