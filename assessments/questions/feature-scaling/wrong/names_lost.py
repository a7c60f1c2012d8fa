# loses: columns
# %%
from sklearn.preprocessing import MinMaxScaler, StandardScaler
scaled_df = pd.DataFrame(StandardScaler().fit_transform(df))
normalized_df = pd.DataFrame(MinMaxScaler().fit_transform(df))
