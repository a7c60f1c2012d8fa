# loses: univariate, by-vehicle-age
# %%
import matplotlib.pyplot as plt

def box(label, q1, med, q3):
    return dict(label=label, q1=q1, med=med, q3=q3, whislo=q1 / 2, whishi=q3 * 1.5, fliers=[])

fig, ax = plt.subplots(1, 2)
ax[0].bxp([box("Annual Premium", 18309.55, 24707.83, 34642.94)])
ax[0].set_title("Annual Premium")
ax[1].bxp([
    box("< 1 Year", 14633.50, 19619.12, 24995.42),
    box("1-2 Year", 19540.42, 25174.34, 33299.73),
    box("> 2 Years", 29145.06, 38787.97, 54878.50),
])
ax[1].set(title="Annual Premium by Vehicle Age", ylabel="Annual Premium")
plt.show()
