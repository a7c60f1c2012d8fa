# attack: hands in a class that pretends to be an array, a list and a float, and changes with each look at it
# question: feature-scaling
# loses: standardized, normalized, columns, df-kept
# %%
class Chameleon(pd.DataFrame):
    """Another shape, type and values each time."""
    looks = 0
    @property
    def __class__(self):
        Chameleon.looks += 1
        return (pd.DataFrame, np.ndarray, list, float)[Chameleon.looks % 4] if "np" in globals() else pd.DataFrame
    @property
    def shape(self):
        return (5, 3)
    @property
    def iloc(self):
        return (pd.DataFrame((df - df.mean()) / df.std())).iloc
scaled_df = normalized_df = Chameleon(df * 0)
