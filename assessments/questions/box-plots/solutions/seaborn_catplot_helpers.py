# %%
import seaborn as sns

sns.set_theme(style="whitegrid")


def draw(title, **what):
    grid = sns.catplot(data=insurance_data, kind="box", **what)
    grid.figure.suptitle(title, y=1.02)
    return grid


# %%
draw("Distribution of the annual premium", x="Annual Premium")
# %%
draw("Annual premium for each vehicle age", y="Vehicle Age", x="Annual Premium", hue="Vehicle Age", legend=False)
