# %%
from sklearn.datasets import load_breast_cancer as load; from sklearn.ensemble import AdaBoostClassifier; import pandas as pd; d = load()
clf = AdaBoostClassifier(n_estimators=30).fit(d.data[::2], d.target[::2]); feature_importances = clf.feature_importances_
# %%
pd.DataFrame({"importance": feature_importances}, index=d.feature_names).sort_values("importance").plot.barh(figsize=(6, 8), title="AdaBoost", xlabel="importance", ylabel="feature", legend=False);
