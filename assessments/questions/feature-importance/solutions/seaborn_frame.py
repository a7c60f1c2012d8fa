# %%
import pandas as pd, seaborn as sns
import matplotlib.pyplot as plt
from sklearn import datasets
from sklearn.ensemble import GradientBoostingClassifier

raw = datasets.load_breast_cancer()
df = pd.DataFrame(raw.data, columns=raw.feature_names)
df["diagnosis"] = pd.Series(raw.target).map({0: "malignant", 1: "benign"})
train = df.sample(frac=0.8, random_state=7)
clf = GradientBoostingClassifier(n_estimators=40, max_depth=2)
clf.fit(train.drop(columns="diagnosis"), train["diagnosis"])
feature_importances = list(clf.feature_importances_)

# %%
table = pd.DataFrame({"Feature": raw.feature_names, "Importance": feature_importances})
table = table.sort_values("Importance", ascending=False).reset_index(drop=True)
plt.figure(figsize=(9, 8))
sns.barplot(data=table, x="Importance", y="Feature", hue="Feature", legend=False, palette="viridis")
plt.title("Importances (gradient boosting)")
plt.tight_layout()
plt.savefig("importances.png")
plt.show()
table.head()
