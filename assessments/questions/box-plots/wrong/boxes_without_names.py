# loses: by-vehicle-age
# %%
import matplotlib.pyplot as plt

fig, ax = plt.subplots(1, 2)
ax[0].boxplot(insurance_data["Annual Premium"])
ax[0].set(title="Annual premium", ylabel="Annual Premium")
ax[1].boxplot([part["Annual Premium"] for _, part in insurance_data.groupby("Vehicle Age")])
ax[1].set(title="Annual premium by vehicle age", ylabel="Annual Premium")
plt.show()
