# attack: overwrites df, then makes it a DataFrame subclass that hands out the columns of a copy (below iloc, in _ixs)
# question: feature-scaling
# loses: df-kept
# %%
saved = df.copy()
scaled_df = (df - df.mean()) / df.std()
normalized_df = (df - df.min()) / (df.max() - df.min())
df = df * 0
# %% trick
class Restored(pd.DataFrame):
    """df.sum(), print(df) and df.to_numpy() see zeros; column by column it looks as it was given."""
    def _ixs(self, i, axis=0):
        return saved._ixs(i, axis=axis)
    def __getitem__(self, key):
        return saved[key]

df = Restored(df)
