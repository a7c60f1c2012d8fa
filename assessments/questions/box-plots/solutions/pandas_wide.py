# %%
import matplotlib.pyplot as plt

fig, axes = plt.subplots(nrows=2, figsize=(6, 9))
fig.suptitle("Annual Premium, alone and by vehicle age")
insurance_data[["Annual Premium"]].boxplot(ax=axes[0])
wide = insurance_data.pivot(columns="Vehicle Age", values="Annual Premium")
wide.plot(kind="box", ax=axes[1], ylabel="Annual Premium")
plt.tight_layout()
# %% [markdown]
# **Summary**: half of the customers lie inside the box.
