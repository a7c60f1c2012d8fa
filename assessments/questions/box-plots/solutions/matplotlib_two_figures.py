# %%
import matplotlib.pyplot as plt

plt.figure()
plt.boxplot(insurance_data["Annual Premium"], showfliers=False)
plt.title("How much do customers pay?")
plt.ylabel("Annual premium")
plt.xticks([])
plt.show()

# %% [markdown]
# The box is the middle half of all customers.

# %%
names = sorted(insurance_data["Vehicle Age"].unique())
groups = []
for name in names:
    groups.append(insurance_data.loc[insurance_data["Vehicle Age"] == name, "Annual Premium"])
plt.figure(figsize=(8, 4))
plt.boxplot(groups, tick_labels=names, vert=False, patch_artist=True, notch=True)
plt.xlabel("Annual premium")
plt.title("Premium by vehicle age")
plt.show()
