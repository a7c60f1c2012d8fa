# %%
insurance_data["Annual Premium"].plot.box(title="Univariate: Annual Premium")
# %%
insurance_data.boxplot(column="Annual Premium", by="Vehicle Age", grid=False);
