# %%
import numpy as np
import pandas as pd

def show(title, table):
    print(title)
    print(table.to_markdown())

values = np.array([['Alice', 25, 'New York'], ['Bob', 30, 'Los Angeles'], ['Charlie', 35, 'Chicago']])
first = pd.DataFrame(values, columns=['Name', 'Age', 'City'])
first['Age'] = pd.to_numeric(first['Age'])
show('From an array', first)

names = pd.Series(['Alice', 'Bob', 'Charlie'], name='Name')
ages = pd.Series([25, 30, 35], name='Age', dtype='float64')
cities = pd.Series(['New York', 'Los Angeles', 'Chicago'], name='City', dtype='category')
second = pd.concat([names, ages, cities], axis='columns')
show('From Series', second)
