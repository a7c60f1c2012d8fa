# loses: first, second, two-ways, shown
# %%
for _ in range(2):
    print('Name Age City')
    print('Alice 25 New York')
    print('Bob 30 Los Angeles')
    print('Charlie 35 Chicago')
