# loses: column-named
# %%
import matplotlib.pyplot as plt

plt.boxplot(insurance_data["Annual Premium"])
plt.title("Univariate box plot")
plt.show()
# %%
parts = {name: part["Annual Premium"] for name, part in insurance_data.groupby("Vehicle Age")}
plt.boxplot(parts.values(), tick_labels=parts.keys())
plt.title("Multivariate box plot")
plt.show()
