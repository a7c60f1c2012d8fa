# loses: univariate, titles, column-named
# %%
import matplotlib.pyplot as plt
import seaborn as sns

insurance_data["Annual Premium"].plot.hist(bins=30, title="Annual Premium")
plt.show()
sns.boxplot(x="Vehicle Age", y="Annual Premium", data=insurance_data).set_title("By vehicle age")
plt.show()
