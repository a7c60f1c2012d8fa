# loses: by-vehicle-age
# %%
import matplotlib.pyplot as plt
import seaborn as sns

fig, ax = plt.subplots(1, 2)
sns.boxplot(y=insurance_data["Annual Premium"], ax=ax[0])
ax[0].set_title("Annual Premium")
old = insurance_data[insurance_data["Vehicle Age"] != "< 1 Year"]
sns.boxplot(x="Vehicle Age", y="Annual Premium", data=old, ax=ax[1])
ax[1].set_title("Annual Premium by Vehicle Age")
plt.show()
