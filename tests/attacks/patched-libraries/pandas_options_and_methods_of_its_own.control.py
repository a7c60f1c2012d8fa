# control: registers an accessor and a method on DataFrame, sets options and warnings, and compares with assert_frame_equal
# question: feature-scaling
# %%
import warnings
import numpy as np
import pandas.testing
pd.options.display.float_format = "{:.1f}".format
pd.options.mode.chained_assignment = None
pd.options.mode.copy_on_write = True
warnings.simplefilter("error", RuntimeWarning)
np.seterr(all="raise")
@pd.api.extensions.register_dataframe_accessor("scale")
class Scale:
    def __init__(self, table):
        self.table = table
    def z(self):
        return (self.table - self.table.mean()) / self.table.std(ddof=0)
pd.DataFrame.normalized = lambda self: (self - self.min()) / (self.max() - self.min())
# %%
scaled_df = df.scale.z()
normalized_df = df.normalized()
pandas.testing.assert_frame_equal(scaled_df, df.scale.z())
print(scaled_df, normalized_df.equals(df.normalized()))
