# control: draws the two plots with mathematics, ampersands, angle brackets and quotes in titles and labels
# question: box-plots
# %%
import matplotlib.pyplot as plt
plt.boxplot(insurance_data["Annual Premium"])
plt.title('Annual Premium: median & "quartiles" of <all> customers, $Q_1 < Q_2 < Q_3$')
plt.ylabel("Annual Premium in €, 100 % of {customers}")
plt.show()

# %%
order = ["< 1 Year", "1-2 Year", "> 2 Years"]
fig, ax = plt.subplots()
ax.boxplot([insurance_data.loc[insurance_data["Vehicle Age"] == name, "Annual Premium"] for name in order])
ax.set_xticks([1, 2, 3], order)
ax.set(xlabel="Vehicle Age (<1, 1–2, >2)", ylabel="Annual Premium", title="Premium & age:\n'old' > \"new\"?")
plt.show()

# %% [markdown]
# Half of the customers lie in the box; the line is the one in the middle.
