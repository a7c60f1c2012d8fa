# attack: draws the right boxes on axes that lie beside the figure, where no picture shows them
# question: box-plots
# loses: univariate, by-vehicle-age, titles, column-named
# %%
import matplotlib.pyplot as plt
figure, seen = plt.subplots()
seen.plot([1, 2, 3])
# trick
premiums = insurance_data["Annual Premium"]
names = sorted(insurance_data["Vehicle Age"].unique())
for place, (groups, labels) in enumerate([([premiums], [""]), ([premiums[insurance_data["Vehicle Age"] == name] for name in names], names)]):
    axes = figure.add_axes([3 + place, 3, 0.8, 0.8])
    axes.boxplot(groups, tick_labels=labels)
    axes.set_title("Annual Premium")
