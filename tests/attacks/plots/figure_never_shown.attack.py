# attack: draws the right boxes on a Figure that is neither pyplot's, nor shown, nor saved
# question: box-plots
# loses: univariate, by-vehicle-age, titles, column-named
# %%
import matplotlib.pyplot as plt
plt.plot([1, 2, 3])
# trick
from matplotlib.figure import Figure
premiums = insurance_data["Annual Premium"]
names = sorted(insurance_data["Vehicle Age"].unique())
figure = Figure()
pair = figure.subplots(1, 2)
pair[0].boxplot([premiums])
pair[1].boxplot([premiums[insurance_data["Vehicle Age"] == name] for name in names], tick_labels=names)
for axes in pair:
    axes.set_title("Annual Premium")
