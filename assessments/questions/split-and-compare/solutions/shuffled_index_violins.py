# %%
import random
import pandas as pd
import matplotlib.pyplot as plt

data = pd.read_csv('dataset.csv')
order = list(range(len(data)))
random.seed(11)
random.shuffle(order)
border = round(len(order) * 4 / 5)
trainingSet = data.iloc[order[:border]]
testSet = data.iloc[order[border:]]

def compare(column):
    fig, ax = plt.subplots()
    ax.violinplot([trainingSet[column], testSet[column]], showmedians=True)
    ax.set_xticks([1, 2], ['training', 'test'])
    ax.set_title(column)
    return fig

for name in ('Glucose', 'Cholesterol'):
    compare(name)
plt.show()
