# %%
import pandas as pd
def replace_spaces_with_hyphen(text):
    return pd.Series([text], dtype=object).str.replace(' ', '-', regex=False).iloc[0]
modified_text = replace_spaces_with_hyphen(text)
