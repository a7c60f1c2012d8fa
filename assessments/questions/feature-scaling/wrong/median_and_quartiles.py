# loses: standardized
# %%
from sklearn.preprocessing import RobustScaler, minmax_scale
scaled_df = pd.DataFrame(RobustScaler().fit_transform(df), columns=df.columns)
normalized_df = pd.DataFrame(minmax_scale(df), columns=df.columns)
