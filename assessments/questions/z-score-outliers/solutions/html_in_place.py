# %%
before = numeric_cols.agg(['mean', 'median', 'max']).T
from IPython.display import HTML
display(HTML(before.to_html(float_format='{:,.1f}'.format)))
z = (numeric_cols - numeric_cols.mean()) / numeric_cols.std(ddof=0)
numeric_cols = numeric_cols.mask(z.abs() >= 3, numeric_cols.mean(), axis=1)
ld_out_replaced = numeric_cols.join(categoric_cols)
after = numeric_cols.agg(['mean', 'median', 'max']).T
print(after.to_string(float_format='{:,.2f}'.format))
