# loses: univariate, by-vehicle-age, titles, column-named
# %%
import matplotlib.pyplot as plt

fig, ax = plt.subplots(1, 2)
ax[0].set_title("Annual Premium")
ax[0].set_ylabel("Annual Premium")
ax[1].set_title("Annual Premium by Vehicle Age")
ax[1].set_xticks([1, 2, 3], ["< 1 Year", "1-2 Year", "> 2 Years"])
plt.show()
