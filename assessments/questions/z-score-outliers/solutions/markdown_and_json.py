# %%
from IPython.display import Markdown, display
def stats(t): return t[['income','loan_amount','interest_rate','age']].agg(['mean','median','max'])
print(stats(numeric_cols).to_markdown())
out = loan_data.copy()
for c, v in numeric_cols.items():
    z = (v - v.mean())/v.std()
    inl = v[z.abs() < 3]
    out[c] = v.where(z.abs() < 3, round(inl.median(), 2))
ld_out_replaced = out
print(stats(out).to_json())
