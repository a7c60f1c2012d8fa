# %%
import matplotlib
import matplotlib.pyplot as plt
from matplotlib.cbook import boxplot_stats

plt.ioff()
fig = plt.figure(constrained_layout=True)
top = fig.add_subplot(2, 1, 1)
premium = insurance_data["Annual Premium"].to_numpy()
top.boxplot(premium, orientation="horizontal", medianprops=dict(color="red"))
top.set_yticklabels(["Annual Premium"])
top.set_title("One box for everybody")

bottom = fig.add_subplot(2, 1, 2, sharex=top)
stats = [
    {**boxplot_stats(part["Annual Premium"])[0], "label": name}
    for name, part in insurance_data.groupby("Vehicle Age")
]
bottom.bxp(stats, orientation="horizontal")
bottom.set_title("One box for each age of the vehicle")
bottom.set_xlabel("Annual Premium")
fig
