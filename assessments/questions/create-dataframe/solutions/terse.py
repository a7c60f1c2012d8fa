# %%
import pandas as pd
n, a, c = 'Alice Bob Charlie'.split(), [25, 30, 35], ['New York', 'Los Angeles', 'Chicago']
print(pd.DataFrame({'Name': n, 'Age': a, 'City': c})); print(pd.DataFrame(zip(n, a, c), columns='Name Age City'.split()))
