# loses: titles
# %%
import matplotlib.pyplot as plt
import seaborn as sns

fig, ax = plt.subplots(1, 2)
sns.boxplot(y=insurance_data["Annual Premium"], ax=ax[0])
sns.boxplot(x="Vehicle Age", y="Annual Premium", data=insurance_data, ax=ax[1])
plt.show()
