# control: densities and stepped histograms of both sets by seaborn, in grey on a coloured background, in a function
# question: split-and-compare
# %%
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
frame = pd.read_csv("dataset.csv")
trainingSet = frame.sample(frac=0.8, random_state=3)
testSet = frame.drop(trainingSet.index)
# %%
def draw(table, name):
    with plt.style.context("ggplot"):
        fig, axes = plt.subplots(1, 3, figsize=(14, 4))
        for ax, column in zip(axes, ("Age", "Blood Pressure", "Cholesterol")):
            ax.set_facecolor("white" if column == "Age" else "lightyellow")
            sns.kdeplot(table, x=column, ax=ax, color="0.6", linewidth=0.7)
            ax.set_title(f"{column}, {name}")
        plt.show()
draw(trainingSet, "training")
draw(testSet, "test")
