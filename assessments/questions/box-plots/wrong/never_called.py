# loses: univariate, by-vehicle-age, titles, column-named
# %%
import matplotlib.pyplot as plt
import seaborn as sns

def draw():
    fig, ax = plt.subplots(1, 2)
    sns.boxplot(y=insurance_data["Annual Premium"], ax=ax[0])
    ax[0].set_title("Annual Premium")
    sns.boxplot(x="Vehicle Age", y="Annual Premium", data=insurance_data, ax=ax[1])
    ax[1].set_title("Annual Premium by Vehicle Age")
    plt.show()
