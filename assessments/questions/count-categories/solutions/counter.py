# %%
from collections import Counter

unique_value_counts = Counter(df.Category)
print(unique_value_counts.most_common())
