# control: axes that fill the figure and others beside it, as notebooks show them, with boxes on a dark span and names in grey
# question: box-plots
# %%
import matplotlib.pyplot as plt
premiums = insurance_data["Annual Premium"]
groups = dict(list(premiums.groupby(insurance_data["Vehicle Age"])))
fig = plt.figure(figsize=(4, 3))
first = fig.add_axes([0, 0, 1, 1])
second = fig.add_axes([1.2, 0, 1, 1])
first.axhspan(0, premiums.max(), color="midnightblue")
white = {"color": "white"}
first.boxplot(premiums, boxprops=white, medianprops=white, whiskerprops=white, flierprops={"marker": ",", "markeredgecolor": "white"})
second.boxplot(list(groups.values()), tick_labels=list(groups), notch=True)
second.tick_params(labelcolor="0.7", labelsize=6)
first.set_title("Annual Premium")
second.set_title("Annual Premium by Vehicle Age", alpha=0.6)
second.grid(alpha=0.1)
plt.show()
