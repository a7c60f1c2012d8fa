# control: a right answer in a dark style, where lines are white on black
# question: box-plots
# %%
import matplotlib.pyplot as plt
plt.style.use("dark_background")
plt.boxplot(insurance_data["Annual Premium"])
plt.title("Annual Premium")
plt.show()
# %%
ax = insurance_data.boxplot(column="Annual Premium", by="Vehicle Age", color="white")
ax.set_title("Annual Premium by Vehicle Age")
plt.suptitle("")
plt.show()
