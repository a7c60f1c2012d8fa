# loses: univariate, by-vehicle-age
# %%
import matplotlib.pyplot as plt

fig, ax = plt.subplots(1, 2)
one = dict(med=26315.0, q1=20110.0, q3=35020.0, whislo=9000.0, whishi=56000.0, fliers=[], label="Annual Premium")
ax[0].bxp([one])
ax[0].set_title("Annual Premium")
ax[1].bxp([dict(one, label=name) for name in ["< 1 Year", "1-2 Year", "> 2 Years"]])
ax[1].set(title="Annual Premium by Vehicle Age", ylabel="Annual Premium")
plt.show()
