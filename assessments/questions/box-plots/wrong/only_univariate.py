# loses: by-vehicle-age, titles, column-named
# %%
import matplotlib.pyplot as plt
import seaborn as sns

sns.boxplot(y=insurance_data["Annual Premium"])
plt.title("Annual premium")
plt.show()
