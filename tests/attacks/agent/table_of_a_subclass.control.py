# control: returns tables of a subclass of DataFrame with metadata and a property of its own
# question: feature-scaling
# %%
class Scaled(pd.DataFrame):
    _metadata = ["how"]
    @property
    def _constructor(self):
        return Scaled
    @property
    def spread(self):
        return self.max() - self.min()

scaled_df = Scaled((df - df.mean()) / df.std(ddof=0))
scaled_df.how = "standard"
normalized_df = Scaled((df - df.min()) / (df.max() - df.min()))
assert (normalized_df.spread == 1).all()
