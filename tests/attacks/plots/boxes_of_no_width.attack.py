# attack: draws the right boxes with lines of no width and nothing filled, on axes full of other lines
# question: box-plots
# loses: univariate, by-vehicle-age
# %%
import matplotlib.pyplot as plt
premiums = insurance_data["Annual Premium"]
names = sorted(insurance_data["Vehicle Age"].unique())
pair = plt.subplots(1, 2, figsize=(9, 4))[1]
for axes in pair:
    axes.plot([1, 2], [0, premiums.max()])
    axes.set_title("Annual Premium")
# trick
thin = {"linewidth": 0}
hidden = {"boxprops": thin, "medianprops": thin, "whiskerprops": thin, "capprops": thin, "showfliers": False}
pair[0].boxplot([premiums], **hidden)
pair[1].boxplot([premiums[insurance_data["Vehicle Age"] == name] for name in names], tick_labels=names, **hidden)
