# %%
import pandas as pd
summary = pd.DataFrame({"data": data}).describe()
print(summary)
percentiles = summary.loc[["25%", "50%", "75%"], "data"].to_numpy()
