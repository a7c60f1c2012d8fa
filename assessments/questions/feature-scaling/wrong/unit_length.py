# loses: normalized
# %%
from sklearn.preprocessing import StandardScaler, normalize
scaled_df = pd.DataFrame(StandardScaler().fit_transform(df), columns=df.columns)
normalized_df = pd.DataFrame(normalize(df), columns=df.columns)
