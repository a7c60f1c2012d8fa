# loses: outliers, whole-rows, shown-before, shown-after
# %%
print('mean 60775.77 19523.22 12.39 45.97, median 60456.56 19514.26 12.36 45.76')
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1).drop(index=[0, 5, 17])
print(ld_out_drop.describe())
