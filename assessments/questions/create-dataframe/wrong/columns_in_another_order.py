# loses: second, two-ways, shown
# %%
import pandas as pd
one = pd.DataFrame({'Name': ['Alice', 'Bob', 'Charlie'], 'Age': [25, 30, 35], 'City': ['New York', 'Los Angeles', 'Chicago']})
print(one)
two = pd.DataFrame([{'Age': 25, 'City': 'New York', 'Name': 'Alice'}, {'Age': 30, 'City': 'Los Angeles', 'Name': 'Bob'}, {'Age': 35, 'City': 'Chicago', 'Name': 'Charlie'}])
print(two)
