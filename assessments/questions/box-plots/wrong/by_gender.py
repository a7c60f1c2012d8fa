# loses: by-vehicle-age
# %%
import matplotlib.pyplot as plt
import seaborn as sns

fig, ax = plt.subplots(1, 2)
sns.boxplot(y="Annual Premium", data=insurance_data, ax=ax[0])
ax[0].set_title("Annual Premium")
sns.boxplot(x="Gender", y="Annual Premium", data=insurance_data, ax=ax[1])
ax[1].set_title("Annual Premium by Gender")
plt.show()
