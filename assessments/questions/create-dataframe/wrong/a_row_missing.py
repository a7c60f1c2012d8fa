# loses: first, second, two-ways, shown
# %%
import pandas as pd
one = pd.DataFrame({'Name': ['Alice', 'Bob'], 'Age': [25, 30], 'City': ['New York', 'Los Angeles']})
print(one)
two = pd.DataFrame([('Alice', 25, 'New York'), ('Bob', 30, 'Los Angeles')], columns=['Name', 'Age', 'City'])
print(two)
