# control: a theme, rcParams and functools.partial in place of seaborn's boxplot, so that fliers are left out everywhere
# question: box-plots
# %%
import functools
import matplotlib
import matplotlib.pyplot as plt
import seaborn as sns
sns.set_theme(context="talk", style="darkgrid", palette="pastel")
matplotlib.rcParams["figure.figsize"] = 9, 5
matplotlib.rcParams["boxplot.showfliers"] = False
sns.boxplot = functools.partial(sns.boxplot, showfliers=False, width=0.4)
# %%
sns.boxplot(x=insurance_data["Annual Premium"]).set(title="Annual Premium")
plt.show()
sns.boxplot(insurance_data, x="Annual Premium", y="Vehicle Age").set(title="Annual Premium by Vehicle Age")
plt.show()
