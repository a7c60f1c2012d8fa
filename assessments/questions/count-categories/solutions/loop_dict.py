# %%
unique_value_counts = {}
for i in range(len(df)):
    name = df.loc[i, 'Category']
    if name in unique_value_counts:
        unique_value_counts[name] += 1
    else:
        unique_value_counts[name] = 1

# %%
for name, count in unique_value_counts.items():
    print(f'{name}: {count}')
