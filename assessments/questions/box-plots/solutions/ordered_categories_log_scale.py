# %%
import matplotlib.pyplot as plt
import seaborn as sns

insurance_data["Vehicle Age"] = pd.Categorical(
    insurance_data["Vehicle Age"], ["< 1 Year", "1-2 Year", "> 2 Years"], ordered=True
)
f, ax = plt.subplots(figsize=(4, 5))
sns.boxplot(insurance_data["Annual Premium"], color="tab:green", ax=ax)
ax.set(title="All customers", yscale="log", ylabel="Annual Premium (log scale)")
f.savefig("all.png")
# %%
f, ax = plt.subplots(figsize=(7, 5))
sns.boxplot(x="Annual Premium", y="Vehicle Age", data=insurance_data, palette="Set2", hue="Vehicle Age", ax=ax)
ax.set_xscale("log")
ax.set_title("By vehicle age")
sns.stripplot(x="Annual Premium", y="Vehicle Age", data=insurance_data, color="k", size=2, alpha=.3, ax=ax)
plt.show()
