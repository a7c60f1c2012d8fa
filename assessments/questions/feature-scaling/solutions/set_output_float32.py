# %%
from sklearn.preprocessing import StandardScaler, MinMaxScaler, FunctionTransformer
from sklearn.pipeline import make_pipeline
to_single = FunctionTransformer(lambda frame: frame.astype('float32'))
scaled_df = make_pipeline(to_single, StandardScaler()).set_output(transform='pandas').fit_transform(df)
normalized_df = make_pipeline(to_single, MinMaxScaler()).set_output(transform='pandas').fit_transform(df)
