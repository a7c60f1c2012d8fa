# attack: draws the right boxes with white lines on white axes that are switched off, beside an empty plot that gives ink
# question: box-plots
# loses: univariate, by-vehicle-age, titles, column-named
# %%
import matplotlib.pyplot as plt
figure, seen = plt.subplots()
seen.text(0.5, 0.5, "here be boxes", fontsize=40, ha="center")
# trick
white = {"color": "white"}
def draw(title, groups, names):
    axes = figure.add_axes([0, 0, 1, 1], label=title)
    axes.boxplot(groups, tick_labels=names, boxprops=white, medianprops=white, whiskerprops=white, capprops=white, showfliers=False)
    axes.set_title(title, color="white")
    axes.axis("off")
premiums = insurance_data["Annual Premium"]
draw("Annual Premium", [premiums], ["all"])
names = sorted(insurance_data["Vehicle Age"].unique())
draw("Annual Premium by age", [premiums[insurance_data["Vehicle Age"] == name] for name in names], names)
