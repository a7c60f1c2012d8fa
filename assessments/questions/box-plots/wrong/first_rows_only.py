# loses: univariate, by-vehicle-age
# %%
import matplotlib.pyplot as plt
import seaborn as sns

head = insurance_data.head(100)
fig, ax = plt.subplots(1, 2)
sns.boxplot(y=head["Annual Premium"], ax=ax[0])
ax[0].set_title("Annual Premium")
sns.boxplot(x="Vehicle Age", y="Annual Premium", data=head, ax=ax[1])
ax[1].set_title("Annual Premium by Vehicle Age")
plt.show()
