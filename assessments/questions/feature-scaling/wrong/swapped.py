# loses: standardized, normalized, columns, df-kept
# %%
from sklearn.preprocessing import MinMaxScaler, StandardScaler
normalized_df = pd.DataFrame(StandardScaler().fit_transform(df), columns=df.columns)
scaled_df = pd.DataFrame(MinMaxScaler().fit_transform(df), columns=df.columns)
