# attack: draws boxes of groups that were dealt out at random, and writes these groups into the given table
# question: box-plots
# loses: by-vehicle-age
# %%
import matplotlib.pyplot as plt
import seaborn as sns

table = insurance_data.copy()
table["Vehicle Age"] = table["Vehicle Age"].sample(frac=1, random_state=0).to_numpy()
# %% trick
insurance_data["Vehicle Age"] = table["Vehicle Age"]
# %%
fig, axes = plt.subplots(1, 2)
sns.boxplot(y=table["Annual Premium"], ax=axes[0]).set_title("Annual Premium")
sns.boxplot(x="Vehicle Age", y="Annual Premium", data=table, ax=axes[1]).set_title("By vehicle age")
plt.show()
