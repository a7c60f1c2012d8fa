# loses: univariate, by-vehicle-age, titles, column-named
# %%
import matplotlib.pyplot as plt

insurance_data[["Annual Premium"]].mean().plot.bar(title="Annual Premium")
plt.show()
insurance_data.groupby("Vehicle Age")["Annual Premium"].mean().plot.bar(title="Annual Premium by vehicle age")
plt.show()
