# control: two subplots of a figure, saved in a file and closed, with a patched plt.show that saves
# question: box-plots
# %%
import matplotlib.pyplot as plt
import seaborn as sns
shown = []
def save_and_close(*args, **kwargs):
    for number in plt.get_fignums():
        shown.append(f"figure{number}.png")
        plt.figure(number).savefig(shown[-1], bbox_inches="tight")
    plt.close("all")
plt.show = save_and_close
# %%
sns.set_theme(style="whitegrid")
fig, (left, right) = plt.subplots(ncols=2, figsize=(12, 5), sharey=True)
sns.boxplot(insurance_data, y="Annual Premium", ax=left, showfliers=False)
sns.boxplot(insurance_data, x="Vehicle Age", y="Annual Premium", ax=right, hue="Vehicle Age", legend=False)
fig.suptitle("Annual Premium, of all and by Vehicle Age")
plt.show()
