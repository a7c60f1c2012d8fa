# loses: univariate
# %%
import matplotlib.pyplot as plt
import seaborn as sns

fig, ax = plt.subplots(1, 2)
sns.boxplot(y=insurance_data["Age"], ax=ax[0])
ax[0].set_title("Age")
sns.boxplot(x="Vehicle Age", y="Annual Premium", data=insurance_data, ax=ax[1])
ax[1].set_title("Annual Premium by Vehicle Age")
plt.show()
