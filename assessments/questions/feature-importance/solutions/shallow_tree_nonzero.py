# %%
# a small tree: most of the importances are zero
import sklearn.tree as tree, sklearn.datasets as ds, sklearn.model_selection as ms
import matplotlib.pyplot as plt
raw = ds.load_breast_cancer()
Xtr, Xte, ytr, yte = ms.train_test_split(raw.data, raw.target, random_state=42, test_size=.2)
model = tree.DecisionTreeClassifier(max_depth=3, random_state=42)
clf = model.fit(Xtr, ytr)
feature_importances = tuple(clf.feature_importances_)
print(tree.export_text(clf, feature_names=list(raw.feature_names)))
# %%
used = [(v, n) for v, n in zip(feature_importances, raw.feature_names) if v > 0]
used.sort()
print(used)
fig = plt.figure()
plt.subplot(111)
for i, (v, n) in enumerate(used):
    plt.barh(i, v)
    print(n, round(v, 3))
plt.yticks(range(len(used)), ["%s (%.2f)" % (n, v) for v, n in used])
plt.xlabel("importance"); plt.ylabel("column"); plt.title("All columns with an importance above zero")
