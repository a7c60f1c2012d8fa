# %%
from sklearn.preprocessing import MinMaxScaler, StandardScaler

scaled_df = pd.DataFrame(StandardScaler().fit_transform(df), columns=df.columns, index=df.index)
normalized_df = pd.DataFrame(MinMaxScaler().fit_transform(df), columns=df.columns, index=df.index)
print(scaled_df.round(3))
print(normalized_df.round(3))
