# %%
import matplotlib.pyplot as plt
import seaborn as sns

order = ["< 1 Year", "1-2 Year", "> 2 Years"]

fig, (left, right) = plt.subplots(1, 2, figsize=(11, 5), sharey=True)
sns.boxplot(data=insurance_data, y="Annual Premium", ax=left)
left.set_title("Annual premium of all customers")
sns.boxplot(data=insurance_data, x="Vehicle Age", y="Annual Premium", order=order, ax=right)
right.set_title("Annual premium by age of the vehicle")
fig.tight_layout()
plt.show()

# %% [markdown]
# Each box holds the middle half of the customers, and the line in it is the customer in the middle: half pay less, half
# pay more. On the left are all customers; most pay a similar amount, and the single dots far above are the few who pay
# several times as much. On the right the same customers are sorted by the age of their vehicle: the older the vehicle,
# the higher the usual premium.
