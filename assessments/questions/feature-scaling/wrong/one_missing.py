# loses: normalized
# %%
from sklearn.preprocessing import StandardScaler
scaler = StandardScaler().fit(df)
scaled_df = pd.DataFrame(scaler.transform(df), columns=scaler.get_feature_names_out())
